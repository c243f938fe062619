using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using Voltbench.Lab.Fleet;
using Voltbench.Simulation;

namespace Voltbench.Lab.Commands;

/// <summary>
/// Commands to chargers of other nodes whose outcome somebody waits for. The question goes with the command, the answer comes back as a row of
/// <c>ocpp.fleet_answers</c> and a notification; a notification that is lost costs <see cref="LookInterval"/>.
/// </summary>
internal sealed class CommandQuestions(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>How often the asking node looks although nothing was notified.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Asks and waits; null when there was no answer in time.</summary>
    public async Task<CommandOutcome?> AskAsync(CommandRecipient charger, ChargerCommand command, TimeSpan limit, CancellationToken ct)
    {
        var question = Guid.NewGuid();
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[question] = signal;
        try
        {
            var started = time.GetTimestamp();
            await SendAsync(question, charger, command, ct);
            while (limit - time.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
            {
                await signal.Task.WaitAsync(left < LookInterval ? left : LookInterval, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ct.ThrowIfCancellationRequested();
                if (await TakeAsync(question, ct) is { } outcome)
                    return outcome;
                if (signal.Task.IsCompleted)
                    _waiting[question] = signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return null;
        }
        finally
        {
            _waiting.TryRemove(question, out _);
        }
    }

    /// <summary>There is an answer, for some node.</summary>
    public void OnAnswer(Guid question)
    {
        if (_waiting.TryGetValue(question, out var signal))
            signal.TrySetResult();
    }

    /// <summary>Leaves the answer for the node that asked.</summary>
    public async Task AnswerAsync(Guid question, CommandOutcome outcome, CancellationToken ct)
    {
        await using var insert = database.CreateCommand(
            $"""
            with answer as (insert into ocpp.fleet_answers (question, outcome) values ($1, $2::jsonb) on conflict do nothing)
            select pg_notify('{FleetNotices.Channel}', '{FleetNotices.Answer}:' || $1::text)
            """);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = question });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(outcome, CommandJson.Default.CommandOutcome) });
        await insert.ExecuteNonQueryAsync(ct);
    }

    private async Task SendAsync(Guid question, CommandRecipient charger, ChargerCommand command, CancellationToken ct)
    {
        var kind = CommandKinds.Of(command);
        await using var insert = database.CreateCommand(
            $"""
            with sent as (
                insert into ocpp.fleet_commands (shard, charger_key, question, command)
                values ($1, $2, $3, jsonb_build_object('name', $4::text, 'command', $5::jsonb)))
            select pg_notify('{FleetNotices.Channel}', '{FleetNotices.Commands}')
            """);
        insert.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)charger.Address.Shard });
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = charger.Address.Key });
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = question });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Name });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Write(command) });
        await insert.ExecuteNonQueryAsync(ct);
    }

    private async Task<CommandOutcome?> TakeAsync(Guid question, CancellationToken ct)
    {
        await using var take = database.CreateCommand("delete from ocpp.fleet_answers where question = $1 returning outcome::text");
        take.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = question });
        return await take.ExecuteScalarAsync(ct) is string json ? JsonSerializer.Deserialize(json, CommandJson.Default.CommandOutcome) : null;
    }
}
