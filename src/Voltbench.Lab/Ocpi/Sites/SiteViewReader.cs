using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Reads the locations of a CPO for its owner. What is deleted is gone here; peers have <see cref="SiteReader"/>.</summary>
public sealed class SiteViewReader(LabDatabase database)
{
    private const string Columns =
        """
        o.id, o.ocpp_location_id, o.organization_id, o.slug, coalesce(l.name, v.name) as name, v.address, v.city, v.postal_code, l.country, v.latitude, v.longitude,
        v.time_zone as timezone, v.owner_name, v.public, v.parking_type, o.created_at, o.updated_at
        """;

    private const string Mine = "o.partner_operation_id = @Party and o.organization_id = @OrganizationId and o.deleted_at is null";

    private const string Chargers =
        """
        select c.location_id, c.id, c.identity, c.connector_type, c.ocpp_version,
               t.id as topology_id, t.evse_uid, t.ocpi_evse_id, t.ocpi_connector_id, t.is_default
        from ocpp.chargers c
        left join ocpp.ocpi_ocpp_topologies t on t.charger_id = c.id and t.partner_operation_id = @Party
        where c.organization_id = @OrganizationId and c.location_id = any(@Backing) and c.desired <> 'deleted'
        order by c.key, t.connector_id, t.evse_id, t.id
        """;

    /// <returns>One page in order of creation, and the number of all.</returns>
    public async Task<(IReadOnlyList<SiteView> Rows, long Total)> ListAsync(Party party, long offset, int limit, CancellationToken ct)
    {
        var key = new { Party = party.Id, party.OrganizationId, Offset = offset, Limit = limit };
        await using var connection = await database.OpenAsync(ct);
        var total = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition($"select count(*) from ocpp.ocpi_locations o where {Mine}", key, cancellationToken: ct));
        if (offset >= total)
            return ([], total);
        var rows = await connection.QueryAsync<SiteView>(
            new CommandDefinition($"select {Columns} {From(party)} where {Mine} order by o.seq offset @Offset limit @Limit", key, cancellationToken: ct));
        return (await WithChargersAsync(connection, party, rows.AsList(), ct), total);
    }

    /// <summary>Null when the CPO of the organization has no such location.</summary>
    public async Task<SiteView?> FindAsync(Party party, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<SiteView>(new CommandDefinition(
            $"select {Columns} {From(party)} where {Mine} and o.id = @Id", new { Party = party.Id, party.OrganizationId, Id = id }, cancellationToken: ct));
        return (await WithChargersAsync(connection, party, rows.AsList(), ct)).SingleOrDefault();
    }

    private static string From(Party party) =>
        $"""
        from ocpp.ocpi_locations o
        join ocpp.ocpi{SiteTables.Of(party.Version)}_locations v on v.partner_operation_id = o.partner_operation_id and v.id = o.id
        left join ocpp.locations l on l.id = o.ocpp_location_id
        """;

    private static async Task<IReadOnlyList<SiteView>> WithChargersAsync(NpgsqlConnection connection, Party party, List<SiteView> sites, CancellationToken ct)
    {
        var backing = sites.Select(s => s.OcppLocationId).OfType<Guid>().ToArray();
        if (backing.Length == 0)
            return sites;
        var rows = await connection.QueryAsync<SiteChargerView, TopologyRow, (SiteChargerView Charger, TopologyRow? Row)>(
            new CommandDefinition(Chargers, new { Party = party.Id, party.OrganizationId, Backing = backing }, cancellationToken: ct),
            (charger, row) => (charger, row),
            splitOn: "topology_id");
        var chargers = rows.GroupBy(r => r.Charger.Id, StringComparer.Ordinal).Select(Gather).ToLookup(c => c.LocationId);
        return [.. sites.Select(s => s.OcppLocationId is { } location ? s with { Chargers = [.. chargers[location]] } : s)];
    }

    private static SiteChargerView Gather(IEnumerable<(SiteChargerView Charger, TopologyRow? Row)> rows)
    {
        var all = rows.ToList();
        return all[0].Charger with
        {
            TopologyDefaultId = all.Select(r => r.Row).FirstOrDefault(r => r is { IsDefault: true })?.TopologyId,
            Evses =
            [
                .. all.Select(r => r.Row).Where(r => r is { EvseUid: not null, TopologyId: not null }).Select(r => new SiteEvseView
                {
                    EvseUid = r!.EvseUid!,
                    OcpiEvseId = r.OcpiEvseId,
                    OcpiConnectorId = r.OcpiConnectorId,
                    TopologyId = r.TopologyId!.Value,
                }),
            ],
        };
    }

    private sealed record TopologyRow
    {
        public string? EvseUid { get; init; }

        public string? OcpiEvseId { get; init; }

        public string? OcpiConnectorId { get; init; }

        public long? TopologyId { get; init; }

        public bool? IsDefault { get; init; }
    }
}
