using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>
/// Ends parties. Deleting one, or its expiry, takes effect in one transaction: nobody finds it any more, and no token opens it. The rest, chargers,
/// locations, network and the row itself, in this order, is durable work: each part is done when it finds nothing left, so that it may be cut off
/// anywhere and begun again.
/// </summary>
public sealed partial class PartyRemoval(
    LabDatabase database, PartySchedule schedule, ChargerDeletion chargers, PeerDirectory peers, TimeProvider time, ILogger<PartyRemoval> log)
{
    /// <summary>Chargers that come to rest together.</summary>
    private const int ChargerBatch = 2_000;

    /// <summary>Locations of one transaction.</summary>
    private const int LocationBatch = 500;

    /// <summary>Deletes a party. One that is deleted already, belongs to another organization, has another role or never was is left alone.</summary>
    /// <returns>True when it was there.</returns>
    public async Task<bool> DeleteAsync(Guid organizationId, PartyRole role, long id, CancellationToken ct)
    {
        IDisposable? wake = null;
        try
        {
            var marked = await database.WriteAsync(
                async tx =>
                {
                    if (!await MarkAsync(tx, organizationId, role.Name(), id, ct))
                        return false;
                    wake = await schedule.RemoveAsync(tx, id, ct);
                    return true;
                },
                ct);
            peers.Drop(id);
            return marked;
        }
        finally
        {
            // After the commit, not before: the scheduler looks at once, and would find nothing.
            wake?.Dispose();
        }
    }

    /// <summary>Removes what is left of a party that is deleted or has expired; leaves any other alone.</summary>
    /// <exception cref="NpgsqlException">The database is away, or chargers are still being added; the scheduler tries again.</exception>
    public async Task RunAsync(long id, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        if (await FindAsync(id, ct) is not { } party)
            return;
        if (!party.IsDeleted)
        {
            if (party.ExpiresAt is not { } expiry || expiry > time.GetUtcNow())
                return;
            LogExpired(id);
            await database.WriteAsync(tx => MarkAsync(tx, party.OrganizationId, party.Role, id, ct), ct);
            peers.Drop(id);
        }

        await database.WriteAsync(
            tx => tx.Connection!.ExecuteAsync(new CommandDefinition(PartyRemovalSql.Close, new { Party = id }, tx, cancellationToken: ct)), ct);
        var stopped = await StopChargersAsync(party.OrganizationId, id, ct);
        var locations = await RemoveLocationsAsync(id, ct);
        await database.WriteAsync(
            tx => tx.Connection!.ExecuteAsync(new CommandDefinition(PartyRemovalSql.Network, new { Id = id }, tx, cancellationToken: ct)), ct);
        peers.Drop(id);
        await schedule.ForgetAsync(id, ct);
        LogRemoved(id, stopped, locations, time.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task<bool> MarkAsync(NpgsqlTransaction transaction, Guid organizationId, string role, long id, CancellationToken ct)
    {
        var key = new { Id = id, OrganizationId = organizationId, Role = role };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(PartyRemovalSql.Hold, key, transaction, cancellationToken: ct));
        return await transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(PartyRemovalSql.Mark, key, transaction, cancellationToken: ct)) == 1;
    }

    private async Task<int> StopChargersAsync(Guid organizationId, long id, CancellationToken ct)
    {
        var stopped = 0;
        while (true)
        {
            List<string> ids;
            await using (var connection = await database.OpenAsync(ct))
                ids = (await connection.QueryAsync<string>(new CommandDefinition(PartyRemovalSql.Chargers, new { Id = id, Limit = ChargerBatch }, cancellationToken: ct))).AsList();
            if (ids.Count == 0)
                return stopped;
            stopped += (await chargers.DeleteAsync(organizationId, null, ids, ct)).Count;
        }
    }

    private async Task<int> RemoveLocationsAsync(long id, CancellationToken ct)
    {
        var removed = 0;
        while (true)
        {
            var some = await database.WriteAsync(
                async tx =>
                {
                    var connection = tx.Connection!;
                    var rows = (await connection.QueryAsync<(Guid OrganizationId, Guid? Site)>(new CommandDefinition(
                        PartyRemovalSql.Locations, new { Id = id, Limit = LocationBatch, LocationWriter.Channel }, tx, cancellationToken: ct))).AsList();
                    foreach (var owner in rows.Where(static r => r.Site is not null).GroupBy(static r => r.OrganizationId))
                    {
                        await connection.ExecuteAsync(new CommandDefinition(
                            PartyRemovalSql.Sites, new { OrganizationId = owner.Key, Ids = owner.Select(static r => r.Site!.Value).ToArray() }, tx, cancellationToken: ct));
                    }

                    return rows.Count;
                },
                ct);
            if (some == 0)
                return removed;
            removed += some;
        }
    }

    private async Task<PartyState?> FindAsync(long id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<PartyState>(new CommandDefinition(PartyRemovalSql.Find, new { Id = id }, cancellationToken: ct));
    }

    private sealed record PartyState
    {
        public Guid OrganizationId { get; init; }

        public string Role { get; init; } = "";

        public bool IsDeleted { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }
    }
}
