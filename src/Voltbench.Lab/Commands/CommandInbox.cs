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

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private readonly SimulatedFleet _fleet;
    private readonly ShardLeases _leases;
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger<CommandInbox> _log;
    private readonly SemaphoreSlim _look = new(0);

    internal CommandInbox(SimulatedFleet fleet, ShardLeases leases, NpgsqlDataSource database, TimeProvider time, ILogger<CommandInbox> log)
    {
        _fleet = fleet;
        _leases = leases;
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
        await using var command = _database.CreateCommand(
            """
            delete from ocpp.fleet_commands where shard = any($1) or created_at < now() - $2::interval
            returning id, charger_key, command ->> 'name', (command -> 'command')::text, created_at >= now() - $2::interval
            """);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint,
            Value = _leases.Owned.Select(s => (short)s).ToArray(),
        });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Lifetime });
        var taken = new List<(long Id, long Key, string Name, string Json, bool Fresh)>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                taken.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4)));
        }

        foreach (var (_, key, name, json, fresh) in taken.OrderBy(t => t.Id))
        {
            if (!fresh)
                LogStale(name, key);
            else if (Read(name, json) is not { } message)
                LogUnknown(name, key);
            else if (_fleet.Post(key, message) is var ticket and not CommandTicket.Queued)
                LogUndelivered(name, key, ticket);
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
}
