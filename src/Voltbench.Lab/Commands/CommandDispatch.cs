using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Fleet;
using Voltbench.Simulation;
using SimulatedFleet = Voltbench.Simulation.Fleet;

namespace Voltbench.Lab.Commands;

/// <summary>
/// Hands a command to chargers: those of this node get it at once, those of others through <c>ocpp.fleet_commands</c> and a notification. Queued
/// means handed over; what comes of it shows in the runtime and in the log.
/// </summary>
public sealed class CommandDispatch
{
    private const string Stopped = "The charger is stopped.";
    private const string NotPlaced = "The charger is not placed yet.";
    private const string Leaving = "The charger is being deleted.";
    private const string Busy = "The charger's queue is full; try again.";
    private const string Unknown = "The location has no such charger.";

    private readonly SimulatedFleet _fleet;
    private readonly ShardLeases _leases;
    private readonly NpgsqlDataSource _database;

    internal CommandDispatch(SimulatedFleet fleet, ShardLeases leases, NpgsqlDataSource database)
    {
        _fleet = fleet;
        _leases = leases;
        _database = database;
    }

    /// <summary>Sends a command.</summary>
    /// <param name="organizationId">Owner of the chargers.</param>
    /// <param name="target">Which of them.</param>
    /// <param name="command">What they get.</param>
    /// <param name="refuse">Why a charger of that OCPP version (resource spelling) cannot take it; null when all can.</param>
    /// <param name="ct">Cancels; chargers that have got the command keep it.</param>
    /// <returns>One receipt per targeted charger, in order of creation; null when the organization has no such charger or location.</returns>
    public async Task<IReadOnlyList<CommandReceipt>?> SendAsync(
        Guid organizationId, CommandTarget target, ChargerCommand command, Func<string, string?>? refuse, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        var chargers = await FindAsync(connection, organizationId, target, ct);
        if (chargers is null)
            return null;

        var receipts = new List<CommandReceipt>(chargers.Count);
        var remote = new List<Target>();
        foreach (var charger in chargers)
        {
            var error = refuse?.Invoke(charger.OcppVersion) ?? Deliver(charger, command, remote);
            receipts.Add(new CommandReceipt(charger.Id, charger.Identity, charger.OcppVersion, error));
        }

        if (remote.Count > 0)
            await ForwardAsync(connection, remote, command, ct);
        if (target.ChargerIds is { } wanted)
        {
            var found = chargers.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
            receipts.AddRange(wanted.Distinct(StringComparer.Ordinal).Where(id => !found.Contains(id)).Select(id => new CommandReceipt(id, null, null, Unknown)));
        }

        return receipts;
    }

    private string? Deliver(Target charger, ChargerCommand command, List<Target> remote)
    {
        if (charger.Desired != "running")
            return charger.Desired == "stopped" ? Stopped : Leaving;

        if (_leases.Owned.Contains(charger.Shard))
        {
            return _fleet.Post(charger.Key, command) switch
            {
                CommandTicket.Queued => null,
                CommandTicket.NotPlaced => NotPlaced,
                _ => Busy,
            };
        }

        if (!charger.IsReady || _leases.Nodes < 2)
            return NotPlaced;

        remote.Add(charger);
        return null;
    }

    private static async Task<List<Target>?> FindAsync(NpgsqlConnection connection, Guid organizationId, CommandTarget target, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select exists (select from ocpp.locations where organization_id = $1 and id = $2)")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = organizationId }, Uuid(target.LocationId) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            select key, id, identity, ocpp_version, shard, desired, status = 'READY'
            from ocpp.chargers
            where organization_id = $1
              and ($2::uuid is null or location_id = $2) and ($3::text is null or id = $3) and ($4::text[] is null or id = any($4))
            order by created_at, key
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = organizationId },
                Uuid(target.LocationId),
                new NpgsqlParameter { Value = (object?)target.ChargerId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter { Value = (object?)target.ChargerIds?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        });

        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var hasLocation = reader.GetBoolean(0);
        await reader.NextResultAsync(ct);
        var targets = new List<Target>();
        while (await reader.ReadAsync(ct))
        {
            targets.Add(new Target(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt16(4), reader.GetString(5), reader.GetBoolean(6)));
        }

        return hasLocation || (target.LocationId is null && targets.Count > 0) ? targets : null;
    }

    private static async Task ForwardAsync(NpgsqlConnection connection, List<Target> chargers, ChargerCommand command, CancellationToken ct)
    {
        var kind = CommandKinds.Of(command);
        await using var insert = new NpgsqlCommand(
            """
            with sent as (
                insert into ocpp.fleet_commands (shard, charger_key, command)
                select u.shard, u.key, jsonb_build_object('name', $3::text, 'command', $4::jsonb)
                from unnest($1::smallint[], $2::bigint[]) as u (shard, key))
            select pg_notify('voltbench_fleet', 'commands')
            """,
            connection);
        insert.Parameters.Add(new NpgsqlParameter<short[]> { TypedValue = chargers.Select(c => (short)c.Shard).ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = chargers.Select(c => c.Key).ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Name });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Write(command) });
        await insert.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Uuid(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private sealed record Target(long Key, string Id, string Identity, string OcppVersion, int Shard, string Desired, bool IsReady);
}
