using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Which part of the list of locations a peer asks for.</summary>
/// <param name="Offset">Locations to skip.</param>
/// <param name="Limit">Locations to read.</param>
/// <param name="From">Updated then or later; null: whenever.</param>
/// <param name="To">Updated before; null: whenever.</param>
public readonly record struct SiteQuery(int Offset, int Limit, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>
/// Reads the locations of a CPO as objects of its version. Those that were deleted are among them: their EVSEs are REMOVED, which is the only way in which
/// OCPI lets anything go (2.2.1 mod_locations §flow and lifecycle). Lists are in order of creation.
/// </summary>
public sealed class SiteReader(LabDatabase database)
{
    /// <summary>A part of the list, and the length of the whole with the same dates. The party must be one of 2.1.1.</summary>
    public async Task<(IReadOnlyList<Voltbench.Ocpi.V211.Locations.Location> Locations, int Total)> ListV211Async(Party party, SiteQuery query, CancellationToken ct)
    {
        var (sites, total) = await ListAsync(party, query, ct);
        return ([.. sites.Select(V211Sites.Location)], total);
    }

    /// <summary>A part of the list, and the length of the whole with the same dates. The party must be one of 2.2.1.</summary>
    public async Task<(IReadOnlyList<Voltbench.Ocpi.V221.Locations.Location> Locations, int Total)> ListV221Async(Party party, SiteQuery query, CancellationToken ct)
    {
        var (sites, total) = await ListAsync(party, query, ct);
        return ([.. sites.Select(s => V221Sites.Location(s, party))], total);
    }

    /// <summary>The location; null when the CPO has none of that id. The party must be one of 2.1.1.</summary>
    public async Task<Voltbench.Ocpi.V211.Locations.Location?> FindV211Async(Party party, string id, CancellationToken ct) =>
        await FindAsync(party, id, ct) is { } site ? V211Sites.Location(site) : null;

    /// <summary>The location; null when the CPO has none of that id. The party must be one of 2.2.1.</summary>
    public async Task<Voltbench.Ocpi.V221.Locations.Location?> FindV221Async(Party party, string id, CancellationToken ct) =>
        await FindAsync(party, id, ct) is { } site ? V221Sites.Location(site, party) : null;

    /// <summary>Locations as JSON of the wire, as they are in the caller's transaction.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, string>> WireAsync(
        NpgsqlTransaction transaction, Party party, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var sql = SiteSql.Of(party.Version);
        var rows = await transaction.Connection!.QueryAsync<Site>(
            new CommandDefinition(sql.Some, new { Party = party.Id, Ids = ids.ToArray() }, transaction, cancellationToken: ct));
        var sites = await WithEvsesAsync(transaction.Connection!, transaction, party, rows.AsList(), ct);
        return sites.ToDictionary(s => s.Id, s => Wire(party, s));
    }

    private static string Wire(Party party, Site site) =>
        party.Version == OcpiVersion.V211 ? OcpiJson.Serialize(V211Sites.Location(site)) : OcpiJson.Serialize(V221Sites.Location(site, party));

    private async Task<Site?> FindAsync(Party party, string id, CancellationToken ct)
    {
        // The length, because the parser trims.
        if (id.Length != 36 || !Guid.TryParseExact(id, "D", out var key))
            return null;
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Site>(
            new CommandDefinition(SiteSql.Of(party.Version).Some, new { Party = party.Id, Ids = new[] { key } }, cancellationToken: ct));
        return (await WithEvsesAsync(connection, null, party, rows.AsList(), ct)).SingleOrDefault();
    }

    private async Task<(IReadOnlyList<Site> Sites, int Total)> ListAsync(Party party, SiteQuery query, CancellationToken ct)
    {
        var sql = SiteSql.Of(party.Version);
        var isFiltered = query.From is not null || query.To is not null;
        var arguments = new
        {
            Party = party.Id,
            query.Offset,
            query.Limit,
            From = query.From ?? DateTimeOffset.UnixEpoch,
            To = query.To ?? DateTimeOffset.MaxValue,
        };
        await using var connection = await database.OpenAsync(ct);
        var total = await connection.ExecuteScalarAsync<int>(new CommandDefinition(isFiltered ? sql.Count : SiteSql.CountAll, arguments, cancellationToken: ct));
        if (query.Offset >= total || query.Limit == 0)
            return ([], total);
        var rows = await connection.QueryAsync<Site>(new CommandDefinition(isFiltered ? sql.FilteredPage : sql.Page, arguments, cancellationToken: ct));
        return (await WithEvsesAsync(connection, null, party, rows.AsList(), ct), total);
    }

    private static async Task<IReadOnlyList<Site>> WithEvsesAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Party party, List<Site> sites, CancellationToken ct)
    {
        if (sites.Count == 0)
            return sites;
        var rows = await connection.QueryAsync<SiteEvse, SiteConnector, (SiteEvse Evse, SiteConnector Connector)>(
            new CommandDefinition(
                SiteSql.Of(party.Version).Evses, new { Party = party.Id, Ids = sites.Select(s => s.Id).ToArray() }, transaction, cancellationToken: ct),
            (evse, connector) => (evse, connector));
        var evses = new Dictionary<Guid, List<SiteEvse>>();
        foreach (var (evse, connector) in rows)
        {
            if (!evses.TryGetValue(evse.LocationId, out var own))
                evses[evse.LocationId] = own = [];
            // One connector each is the rule here; the standard has room for more.
            if (own.Count > 0 && own[^1].Uid == evse.Uid)
                own[^1] = own[^1] with { Connectors = [.. own[^1].Connectors, connector] };
            else
                own.Add(evse with { Connectors = [connector] });
        }

        return [.. sites.Select(s => s with { Evses = evses.TryGetValue(s.Id, out var own) ? own : [] })];
    }
}
