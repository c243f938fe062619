using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Database;
using Voltbench.Lab.Fleet;

namespace Voltbench.Lab.Csms;

/// <summary>
/// Remote operations on stations of any node. A station of this node is asked directly. For any other the operation becomes a row of
/// <c>ocpp.csms_calls</c>; the node that has the station claims it, so that it runs at most once, and leaves the outcome there. A notification that is
/// lost costs <see cref="LookInterval"/>.
/// </summary>
public sealed partial class RemoteOperations : BackgroundService
{
    private const string Channel = "voltbench_csms_calls";
    private const string Ask = "ask";
    private const string Answer = "answer";

    /// <summary>How often a node looks although nothing was notified.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>After which nobody has the station.</summary>
    private static readonly TimeSpan ClaimLimit = TimeSpan.FromSeconds(3);

    /// <summary>What the way over the database may add to the station's own time.</summary>
    private static readonly TimeSpan WayLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly CsmsServer _csms;
    private readonly CsmsOptions _options;
    private readonly NpgsqlDataSource _database;
    private readonly Func<int> _nodes;
    private readonly Notifications _notifications;
    private readonly TimeProvider _time;
    private readonly ILogger<RemoteOperations> _log;
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();
    private readonly SemaphoreSlim _look = new(0);

    /// <param name="csms">The stations of this node.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="database">The lab's.</param>
    /// <param name="leases">Tells whether there are other nodes.</param>
    /// <param name="notifications">Before the host starts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For questions that could not be answered.</param>
    public RemoteOperations(
        CsmsServer csms,
        CsmsOptions options,
        LabDatabase database,
        ShardLeases leases,
        Notifications notifications,
        TimeProvider time,
        ILogger<RemoteOperations> log)
        : this(csms, options, database.Source, () => leases.Nodes, notifications, time, log)
    {
    }

    internal RemoteOperations(
        CsmsServer csms,
        CsmsOptions options,
        NpgsqlDataSource database,
        Func<int> nodes,
        Notifications notifications,
        TimeProvider time,
        ILogger<RemoteOperations> log)
    {
        (_csms, _options, _database, _nodes, _notifications, _time, _log) = (csms, options, database, nodes, notifications, time, log);
        notifications.Subscribe(Channel, OnPayload, Look);
    }

    /// <summary>A number for a remote start, a reservation or a charging profile: never given before.</summary>
    public async Task<int> NextNumberAsync(CancellationToken ct)
    {
        await using var command = _database.CreateCommand("select nextval('ocpp.csms_numbers')::integer");
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Asks a station for something and waits for its answer, on whichever node it is connected.</summary>
    /// <returns><see cref="CallOutcomeKind.NotConnected"/> when no node has it.</returns>
    /// <exception cref="NpgsqlException">The station is not connected here, and the database could not be asked.</exception>
    public async Task<RemoteOutcome> ExecuteAsync(StationId station, RemoteOperation operation, CancellationToken ct)
    {
        if (_csms.Has(station) || _nodes() == 1)
            return await _csms.ExecuteAsync(station, operation, ct);
        var question = Guid.NewGuid();
        var signal = NewSignal();
        _waiting[question] = signal;
        try
        {
            await SendAsync(question, station, operation, ct);
            return await WaitAsync(question, signal, ct);
        }
        finally
        {
            _waiting.TryRemove(question, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var poll = _time.CreateTimer(static s => ((RemoteOperations)s!).Look(), this, LookInterval, LookInterval);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _look.WaitAsync(stoppingToken);
                while (_look.CurrentCount > 0 && await _look.WaitAsync(TimeSpan.Zero, stoppingToken))
                {
                    // Several signals are one look.
                }

                if (_nodes() != 1)
                    await TakeAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogFailed(e);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Look() => _look.Release();

    private void OnPayload(string payload)
    {
        var parts = payload.Split(':', 3);
        if (parts.Length < 2 || !Guid.TryParse(parts[1], out var id))
            return;
        if (parts[0] == Answer && _waiting.TryGetValue(id, out var signal))
            signal.TrySetResult();
        else if (parts[0] == Ask && parts.Length == 3 && Station(parts[2]) is { } station && _csms.Has(station))
            Look();
    }

    private static StationId? Station(string text) =>
        text.Split('/', 2) is [var organization, var identity] && Guid.TryParse(organization, out var id) ? new StationId(id, identity) : null;

    private async Task SendAsync(Guid question, StationId station, RemoteOperation operation, CancellationToken ct)
    {
        await using var insert = _database.CreateCommand(
            $"""
            with sent as (insert into ocpp.csms_calls (id, organization_id, identity, operation) values ($1, $2, $3, $4::json))
            select pg_notify('{Channel}', '{Ask}:' || $1::text || ':' || $2::text || '/' || $3)
            """);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = question });
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = station.OrganizationId });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = station.Identity });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(operation, RemoteJson.Default.RemoteOperation) });
        await insert.ExecuteNonQueryAsync(ct);
    }

    private async Task<RemoteOutcome> WaitAsync(Guid question, TaskCompletionSource signal, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        var limit = _options.CallTimeout + ClaimLimit + WayLimit;
        while (true)
        {
            await signal.Task.WaitAsync(LookInterval, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
            if (signal.Task.IsCompleted)
                _waiting[question] = signal = NewSignal();
            var elapsed = _time.GetElapsedTime(started);
            var (found, claimed, outcome) = await LookAtAsync(question, elapsed > ClaimLimit, elapsed > limit, ct);
            if (outcome is not null)
                return outcome;
            if (!found)
                return new RemoteOutcome(CallOutcomeKind.NoAnswer, Status: null, "the question was lost");
            if (!claimed && elapsed > ClaimLimit)
                return new RemoteOutcome(CallOutcomeKind.NotConnected, Status: null, "the station is not connected");
            if (elapsed > limit)
                return new RemoteOutcome(CallOutcomeKind.NoAnswer, Status: null, $"no answer of the station's node within {limit.TotalSeconds:0.###} s");
        }
    }

    /// <summary>Takes the outcome; withdraws the question when its time is over.</summary>
    private async Task<(bool Found, bool Claimed, RemoteOutcome? Outcome)> LookAtAsync(Guid question, bool isClaimTimeUp, bool isTimeUp, CancellationToken ct)
    {
        await using var look = _database.CreateCommand(
            """
            with q as (select claimed, outcome::text as outcome from ocpp.csms_calls where id = $1 for update),
            gone as (delete from ocpp.csms_calls using q where id = $1 and (q.outcome is not null or ($2 and not q.claimed) or $3))
            select claimed, outcome from q
            """);
        look.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = question });
        look.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isClaimTimeUp });
        look.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isTimeUp });
        await using var row = await look.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return (false, false, null);
        return (true, row.GetBoolean(0), row.IsDBNull(1) ? null : JsonSerializer.Deserialize(row.GetString(1), RemoteJson.Default.RemoteOutcome));
    }

    /// <summary>Claims the questions for stations of this node.</summary>
    private async Task TakeAsync(CancellationToken ct)
    {
        var open = new List<(Guid Id, StationId Station)>();
        await using (var list = _database.CreateCommand(
            """
            with old as (delete from ocpp.csms_calls where created_at < now() - $1::interval)
            select id, organization_id, identity from ocpp.csms_calls where not claimed
            """))
        {
            list.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Lifetime });
            await using var row = await list.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                open.Add((row.GetGuid(0), new StationId(row.GetGuid(1), row.GetString(2))));
        }

        foreach (var (id, station) in open.Where(o => _csms.Has(o.Station)))
        {
            await using var claim = _database.CreateCommand("update ocpp.csms_calls set claimed = true where id = $1 and not claimed returning operation::text");
            claim.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            if (await claim.ExecuteScalarAsync(ct) is string json)
                _ = RunAsync(id, station, json, ct);
        }
    }

    /// <summary>Beside the others: a station may think for long.</summary>
    private async Task RunAsync(Guid id, StationId station, string json, CancellationToken ct)
    {
        try
        {
            var outcome = JsonSerializer.Deserialize(json, RemoteJson.Default.RemoteOperation) is { } operation
                ? await _csms.ExecuteAsync(station, operation, ct)
                : new RemoteOutcome(CallOutcomeKind.InvalidRequest, Status: null, "nothing was asked");
            await using var answer = _database.CreateCommand(
                $"""
                with told as (update ocpp.csms_calls set outcome = $2::json where id = $1)
                select pg_notify('{Channel}', '{Answer}:' || $1::text)
                """);
            answer.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            answer.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(outcome, RemoteJson.Default.RemoteOutcome) });
            await answer.ExecuteNonQueryAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or OperationCanceledException or JsonException or NotSupportedException)
        {
            // Whoever asked hears of it by its own time limit.
            LogUnanswered(station, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operations of other nodes could not be read now")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Station}: the outcome of an operation of another node could not be told: {Problem}")]
    private partial void LogUnanswered(StationId station, string problem);
}
