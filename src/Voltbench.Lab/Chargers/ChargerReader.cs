using Dapper;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Chargers;

/// <summary>Reads chargers, always those of one organization. One that is being deleted is gone for every reader.</summary>
public sealed class ChargerReader(LabDatabase database)
{
    private const string Columns =
        """
        c.key, c.id, c.identity, c.name, c.brand_slug, c.model_slug, c.connector_type, c.ocpp_version, c.location_id, c.ws_url,
        c.security_profile::integer as security_profile, (c.behavior - 'revision')::text as behavior, c.desired, c.status, c.workflow_run_id, c.error::text as error, c.provisioned_at,
        c.created_at, c.updated_at, r.connection, r.boot_status, r.connected_since, r.last_error, r.connectors::text as connectors
        """;

    private const string From = "from ocpp.chargers c left join ocpp.charger_runtime r on r.charger_key = c.key";

    private const string One = $"select {Columns} {From} where c.organization_id = @OrganizationId and c.id = @Id and c.desired <> 'deleted'";

    /// <summary>The charger; null when the organization has none of that id.</summary>
    public async Task<ChargerRecord?> FindAsync(Guid organizationId, string id, CancellationToken ct)
    {
        // PostgreSQL takes no U+0000 in a text, and no id has one.
        if (id.Contains('\0', StringComparison.Ordinal))
            return null;
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ChargerRecord>(
            new CommandDefinition(One, new { OrganizationId = organizationId, Id = id }, cancellationToken: ct));
    }

    /// <summary>True when the organization has that location.</summary>
    public async Task<bool> LocationExistsAsync(Guid organizationId, Guid locationId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from ocpp.locations where id = @LocationId and organization_id = @OrganizationId)",
            new { OrganizationId = organizationId, LocationId = locationId },
            cancellationToken: ct));
    }

    /// <summary>A part of the list in order of creation, and the length of the whole.</summary>
    /// <param name="organizationId">Owner.</param>
    /// <param name="filter">Which of its chargers.</param>
    /// <param name="offset">Chargers to skip.</param>
    /// <param name="limit">Chargers to read.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<(IReadOnlyList<ChargerRecord> Chargers, int Total)> ListAsync(
        Guid organizationId, ChargerFilter filter, long offset, int limit, CancellationToken ct)
    {
        var where = "where c.organization_id = @OrganizationId and c.desired <> 'deleted'"
            + (filter.LocationId is null ? "" : " and c.location_id = @LocationId")
            + (filter.Ids is null ? "" : " and c.id = any(@Ids)");
        var arguments = new
        {
            OrganizationId = organizationId,
            filter.LocationId,
            Ids = filter.Ids?.ToArray(),
            Offset = offset,
            Limit = limit,
        };
        await using var connection = await database.OpenAsync(ct);
        var total = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition($"select count(*) from ocpp.chargers c {where}", arguments, cancellationToken: ct));
        if (offset >= total)
            return ([], total);
        var rows = await connection.QueryAsync<ChargerRecord>(new CommandDefinition(
            $"select {Columns} {From} {where} order by c.created_at, c.key offset @Offset limit @Limit", arguments, cancellationToken: ct));
        return (rows.AsList(), total);
    }
}

/// <summary>Which chargers of an organization; null parts do not restrict.</summary>
public sealed record ChargerFilter(Guid? LocationId = null, IReadOnlyCollection<string>? Ids = null);
