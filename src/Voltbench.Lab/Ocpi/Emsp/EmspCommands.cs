using System.Collections.Concurrent;
using System.Text.Json;
using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>A command that an eMSP sent.</summary>
/// <param name="Command"><c>START_SESSION</c> …, or <c>SET_CHARGING_PROFILE</c>, <c>CLEAR_CHARGING_PROFILE</c>, <c>GET_ACTIVE_PROFILE</c>.</param>
/// <param name="Body">What was sent, JSON.</param>
/// <param name="Response">What the CPO answered at once, JSON; null when it gave no proper answer.</param>
/// <param name="Error">Why there is no proper answer.</param>
/// <param name="Result">What the CPO posted later, JSON.</param>
public sealed record EmspCommand(
    Guid Id, long PeerId, string Command, string Body, string? Response, string? Error, string? Result, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);

/// <summary>
/// Sends commands to CPOs and keeps what comes back. The row is there before the command leaves, so that a result that overtakes the answer, or that
/// comes after a restart, finds it.
/// </summary>
public sealed class EmspCommands
{
    internal const string Channel = "voltbench_ocpi_emsp_results";

    private const string Columns =
        "id, peer_id, command, body::text as body, response::text as response, error, result::text as result, created_at, done_at";

    // How often somebody who waits looks although nothing was told.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();
    private readonly LabDatabase _database;
    private readonly OcpiClient _client;
    private readonly TimeProvider _time;

    public EmspCommands(LabDatabase database, Notifications notifications, OcpiClient client, TimeProvider time)
    {
        (_database, _client, _time) = (database, client, time);
        notifications.Subscribe(Channel, OnResult, OnReset);
    }

    /// <summary>Sends a command and keeps the answer.</summary>
    /// <param name="id">Part of the response URL.</param>
    /// <param name="request">Method, URL and body.</param>
    public async Task<EmspCommand> SendAsync(Guid id, Party emsp, Peer cpo, string command, HttpMethod method, Uri url, string body, CancellationToken ct)
    {
        await using (var connection = await _database.OpenAsync(ct))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into ocpp.ocpi_emsp_commands (id, partner_operation_id, peer_id, command, body) values (@id, @EmspId, @PeerId, @command, @body::json)",
                new { id, EmspId = emsp.Id, PeerId = cpo.Id, command, body },
                cancellationToken: ct));
        }

        var outcome = await _client.SendAsync(
            PeerRequests.To(emsp, cpo, command.Contains("PROFILE", StringComparison.Ordinal) ? "chargingprofiles" : "commands", method, url, method == HttpMethod.Get || method == HttpMethod.Delete ? default : System.Text.Encoding.UTF8.GetBytes(body)), ct);
        var response = outcome.IsSuccess && outcome.Data is { ValueKind: JsonValueKind.Object } data ? data.GetRawText() : null;
        // No result follows where the command was not accepted (2.2.1, mod_commands).
        var isRefused = response is not null && !(outcome.Data!.Value.TryGetProperty("result", out var word) && word.ValueKind == JsonValueKind.String && word.ValueEquals("ACCEPTED"));
        await using (var connection = await _database.OpenAsync(ct))
        {
            return await connection.QuerySingleAsync<EmspCommand>(new CommandDefinition(
                $"""
                 update ocpp.ocpi_emsp_commands set response = @response::json, error = @error, done_at = case when @isRefused then coalesce(done_at, now()) else done_at end
                 where id = @id returning {Columns}
                 """,
                new { id, response, error = response is null ? outcome.Detail ?? "The CPO answered without a CommandResponse." : null, isRefused },
                cancellationToken: ct));
        }
    }

    /// <summary>Keeps a result; the first counts. False when the eMSP sent no such command to that peer.</summary>
    public async Task<bool> CompleteAsync(long emspId, long peerId, Guid id, string result, CancellationToken ct)
    {
        await using var connection = await _database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"""
             with done as (
                 update ocpp.ocpi_emsp_commands set result = coalesce(result, @result::json), done_at = coalesce(done_at, now())
                 where id = @id and partner_operation_id = @emspId and peer_id = @peerId returning id),
             told as (select pg_notify('{Channel}', id::text) from done)
             select exists (select from done) from (select count(*) from told) t
             """,
            new { emspId, peerId, id, result },
            cancellationToken: ct));
    }

    public async Task<EmspCommand?> FindAsync(long emspId, Guid id, CancellationToken ct)
    {
        await using var connection = await _database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<EmspCommand>(new CommandDefinition(
            $"select {Columns} from ocpp.ocpi_emsp_commands where id = @id and partner_operation_id = @emspId", new { id, emspId }, cancellationToken: ct));
    }

    /// <summary>One page, newest last, and the number of all.</summary>
    public async Task<(IReadOnlyList<EmspCommand> Rows, long Total)> ListAsync(long emspId, long offset, int limit, CancellationToken ct)
    {
        await using var connection = await _database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
             select count(*) from ocpp.ocpi_emsp_commands where partner_operation_id = @emspId;
             select {Columns} from ocpp.ocpi_emsp_commands where partner_operation_id = @emspId order by created_at, id offset @offset limit @limit
             """,
            new { emspId, offset, limit },
            cancellationToken: ct));
        var total = await results.ReadSingleAsync<long>();
        return ((await results.ReadAsync<EmspCommand>()).AsList(), total);
    }

    /// <summary>The command, with its result if that comes within <paramref name="limit"/>; null when there is no such command.</summary>
    public async Task<EmspCommand?> WaitAsync(long emspId, Guid id, TimeSpan limit, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var signal = _waiting.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            try
            {
                var command = await FindAsync(emspId, id, ct);
                var left = limit - _time.GetElapsedTime(started);
                if (command is null or { DoneAt: not null } || left <= TimeSpan.Zero)
                    return command;
                await signal.Task.WaitAsync(left < LookInterval ? left : LookInterval, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ct.ThrowIfCancellationRequested();
            }
            finally
            {
                _waiting.TryRemove(KeyValuePair.Create(id, signal));
            }
        }
    }

    private void OnResult(string payload)
    {
        if (Guid.TryParse(payload, out var id) && _waiting.TryGetValue(id, out var signal))
            signal.TrySetResult();
    }

    private void OnReset()
    {
        foreach (var signal in _waiting.Values)
            signal.TrySetResult();
    }
}
