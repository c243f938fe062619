using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Fleet;
using Voltbench.Simulation;
using SimulatedFleet = Voltbench.Simulation.Fleet;

namespace Voltbench.Lab.Commands;

/// <summary>
/// Hands a command to chargers: those of this node get it at once, those of others through <c>ocpp.fleet_commands</c> and a notification. Sent means
/// handed over, and what comes of it shows in the runtime and in the log; asked means that the outcome is waited for.
/// </summary>
public sealed class CommandDispatch
{
    private const string Stopped = "The charger is stopped.";
    private const string NotPlaced = "The charger is not placed yet.";
    private const string Leaving = "The charger is being deleted.";
    private const string Busy = "The charger's queue is full; try again.";
    private const string Unknown = "The location has no such charger.";

    /// <summary>How long one call waits in all for lanes that are full: a location may be larger than what a lane takes at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    private readonly SimulatedFleet _fleet;
    private readonly ShardLeases _leases;
    private readonly NpgsqlDataSource _database;
    private readonly CommandRecipients _recipients;
    private readonly CommandQuestions _questions;
    private readonly TimeProvider _time;

    internal CommandDispatch(
        SimulatedFleet fleet, ShardLeases leases, NpgsqlDataSource database, CommandRecipients recipients, CommandQuestions questions, TimeProvider time)
    {
        _fleet = fleet;
        _leases = leases;
        _database = database;
        _recipients = recipients;
        _questions = questions;
        _time = time;
    }

    /// <summary>Where a charger is, as a command finds it.</summary>
    private enum Place
    {
        Here,
        Elsewhere,
        Nowhere,
    }

    /// <summary>Sends a command.</summary>
    /// <param name="organizationId">Owner of the chargers.</param>
    /// <param name="target">Which of them.</param>
    /// <param name="command">What they get.</param>
    /// <param name="refuse">Why a charger cannot take it; null when all can.</param>
    /// <param name="ct">Cancels; chargers that have got the command keep it.</param>
    /// <returns>One receipt per targeted charger, in order of creation; null when the organization has no such charger or location.</returns>
    public async Task<IReadOnlyList<CommandReceipt>?> SendAsync(
        Guid organizationId, CommandTarget target, ChargerCommand command, Func<CommandRecipient, string?>? refuse, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        var chargers = await _recipients.FindAsync(connection, organizationId, target, ct);
        if (chargers is null)
            return null;

        var receipts = new List<CommandReceipt>(chargers.Count);
        var remote = new List<CommandRecipient>();
        var started = _time.GetTimestamp();
        foreach (var charger in chargers)
        {
            var error = refuse?.Invoke(charger);
            if (error is null)
            {
                switch (Find(charger, out error))
                {
                    case Place.Here:
                        error = await PostAsync(charger, command, started, ct);
                        break;
                    case Place.Elsewhere:
                        remote.Add(charger);
                        break;
                }
            }

            receipts.Add(new CommandReceipt(charger.Id, charger.Identity, charger.VersionName, error));
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

    /// <summary>The charger that a command is for; null when the organization has none of that id.</summary>
    public async Task<CommandRecipient?> FindAsync(Guid organizationId, string chargerId, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        return (await _recipients.FindAsync(connection, organizationId, new CommandTarget(chargerId, null, null), ct))?[0];
    }

    /// <summary>Gives a charger a command and waits for what becomes of it, on whichever node it runs.</summary>
    /// <param name="charger">From <see cref="FindAsync"/>.</param>
    /// <param name="command">What it gets.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="ct">Stops waiting; a charger that has got the command keeps it.</param>
    /// <returns>Null when there was no outcome in time.</returns>
    public async Task<CommandOutcome?> AskAsync(CommandRecipient charger, ChargerCommand command, TimeSpan limit, CancellationToken ct)
    {
        switch (Find(charger, out var problem))
        {
            case Place.Nowhere:
                return new CommandOutcome(CommandStatus.NotPlaced, problem);
            case Place.Elsewhere:
                return await _questions.AskAsync(charger, command, limit, ct);
        }

        try
        {
            return await _fleet.AskAsync(charger.Address.Key, command, ct).WaitAsync(limit, _time, ct) switch
            {
                { Status: CommandStatus.NotPlaced } outcome => outcome with { Detail = outcome.Detail ?? NotPlaced },
                { Status: CommandStatus.Busy } outcome => outcome with { Detail = Busy },
                var outcome => outcome,
            };
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Place Find(CommandRecipient charger, out string? problem)
    {
        problem = charger.Address.Desired switch
        {
            "running" => null,
            "stopped" => Stopped,
            _ => Leaving,
        };
        if (problem is not null)
            return Place.Nowhere;
        var owned = _leases.Owned;
        if (owned.Contains(charger.Address.Shard))
            return Place.Here;
        // Where not all shards could be had others run the rest, also before the next round counts them.
        if (charger.Address.IsReady && (_leases.Nodes >= 2 || owned.Count is > 0 and < ShardLeases.ShardCount))
            return Place.Elsewhere;
        problem = NotPlaced;
        return Place.Nowhere;
    }

    private async ValueTask<string?> PostAsync(CommandRecipient charger, ChargerCommand command, long started, CancellationToken ct)
    {
        while (true)
        {
            switch (_fleet.Post(charger.Address.Key, command))
            {
                case CommandTicket.Queued:
                    return null;
                case CommandTicket.NotPlaced:
                    return NotPlaced;
            }

            if (_time.GetElapsedTime(started) > Patience)
                return Busy;
            await Task.Delay(Breath, _time, ct);
        }
    }

    private static async Task ForwardAsync(NpgsqlConnection connection, List<CommandRecipient> chargers, ChargerCommand command, CancellationToken ct)
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
        insert.Parameters.Add(new NpgsqlParameter<short[]> { TypedValue = chargers.Select(c => (short)c.Address.Shard).ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = chargers.Select(c => c.Address.Key).ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Name });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Write(command) });
        await insert.ExecuteNonQueryAsync(ct);
    }
}
