using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Fleet;
using Voltbench.Simulation;
using SimulatedFleet = Voltbench.Simulation.Fleet;

namespace Voltbench.Lab.Commands;

/// <summary>
/// Takes the commands that other nodes left for chargers of this one. Taking deletes the row, so a command runs at most once; one that nobody
/// took within <see cref="Lifetime"/> is dropped, because a session that starts minutes late is not what was asked for.
/// </summary>
public sealed partial class CommandInbox
{
    /// <summary>How long a command waits for its node.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>How long a charger has for the outcome that another node waits for; that node gives up sooner. After it nobody fetches an answer either.</summary>
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private readonly SimulatedFleet _fleet;
    private readonly ShardLeases _leases;
    private readonly CommandQuestions _questions;
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger<CommandInbox> _log;
    private readonly SemaphoreSlim _look = new(0);

    internal CommandInbox(
        SimulatedFleet fleet, ShardLeases leases, CommandQuestions questions, NpgsqlDataSource database, TimeProvider time, ILogger<CommandInbox> log)
    {
        _fleet = fleet;
        _leases = leases;
        _questions = questions;
        _database = database;
        _time = time;
        _log = log;
    }

    /// <summary>There may be something.</summary>
    public void Look() => _look.Release();

    public async Task RunAsync(CancellationToken ct)
    {
        using var poll = _time.CreateTimer(static s => ((CommandInbox)s!).Look(), this, PollInterval, PollInterval);
        while (true)
        {
            await _look.WaitAsync(ct);
            while (_look.CurrentCount > 0 && await _look.WaitAsync(TimeSpan.Zero, ct))
            {
                // Several signals are one look.
            }

            try
            {
                await TakeAsync(ct);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogFailed(e);
            }
        }
    }

    private async Task TakeAsync(CancellationToken ct)
    {
        foreach (var taken in await ReadAsync(ct))
        {
            if (!taken.Fresh)
                LogStale(taken.Name, taken.Key);
            else if (Read(taken.Name, taken.Json) is not { } command)
                LogUnknown(taken.Name, taken.Key);
            else if (taken.Question is { } question)
                _ = AnswerAsync(question, taken, command, ct);
            else if (_fleet.Post(taken.Key, command) is var ticket and not CommandTicket.Queued)
                LogUndelivered(taken.Name, taken.Key, ticket);
        }
    }

    /// <summary>In the order in which they were sent.</summary>
    private async Task<IEnumerable<Taken>> ReadAsync(CancellationToken ct)
    {
        await using var command = _database.CreateCommand(
            """
            with old as (delete from ocpp.fleet_answers where created_at < now() - $3::interval)
            delete from ocpp.fleet_commands where shard = any($1) or created_at < now() - $2::interval
            returning id, charger_key, question, command ->> 'name', (command -> 'command')::text, created_at >= now() - $2::interval
            """);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint,
            Value = _leases.Owned.Select(s => (short)s).ToArray(),
        });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Lifetime });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = AnswerLifetime });
        var taken = new List<Taken>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            taken.Add(new Taken(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.IsDBNull(2) ? null : reader.GetGuid(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetBoolean(5)));
        }

        return taken.OrderBy(t => t.Id);
    }

    /// <summary>Runs beside the inbox: an outcome may take as long as a CSMS thinks.</summary>
    private async Task AnswerAsync(Guid question, Taken taken, ChargerCommand command, CancellationToken ct)
    {
        try
        {
            var outcome = await _fleet.AskAsync(taken.Key, command, ct).WaitAsync(AnswerLifetime, _time, ct);
            await _questions.AnswerAsync(question, outcome, ct);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or OperationCanceledException)
        {
            // Whoever asked hears of it by its own time limit.
            LogUnanswered(taken.Name, taken.Key, e.Message);
        }
    }

    private static ChargerCommand? Read(string name, string json)
    {
        try
        {
            return CommandKinds.Find(name)?.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Commands of other nodes could not be read now")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Command {Name} for charger {ChargerKey} was dropped: no node took it in time")]
    private partial void LogStale(string name, long chargerKey);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Command {Name} for charger {ChargerKey} was dropped: this node does not know it")]
    private partial void LogUnknown(string name, long chargerKey);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Command {Name} for charger {ChargerKey} was not delivered: {Ticket}")]
    private partial void LogUndelivered(string name, long chargerKey, CommandTicket ticket);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of command {Name} for charger {ChargerKey} could not be told: {Problem}")]
    private partial void LogUnanswered(string name, long chargerKey, string problem);

    private sealed record Taken(long Id, long Key, Guid? Question, string Name, string Json, bool Fresh);
}
