using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>A CPO as far as its locations depend on it.</summary>
/// <param name="Template">Slug of the template that it was made from.</param>
/// <param name="Seed">Of its data.</param>
/// <param name="WsUrl">CSMS of its chargers; null: the built-in one.</param>
public sealed record SiteOwner(Party Party, string Template, long Seed, string? WsUrl);

/// <summary>Finds the CPO of a route, without counting what it has.</summary>
public sealed class SiteOwners(LabDatabase database, TimeProvider time)
{
    private const string One =
        """
        select ocpi_version, country_code, party_id, name_prefix, public_base, coalesce(template, '') as template, seed, ws_url
        from ocpp.partner_operations
        where id = @Id and organization_id = @OrganizationId and role = 'CPO' and deleted_at is null and (expires_at is null or expires_at > @Now)
        """;

    /// <returns>Null when the organization has no such CPO, or has it no more.</returns>
    public async Task<SiteOwner?> FindAsync(Guid organizationId, long id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(One, new { Id = id, OrganizationId = organizationId, Now = time.GetUtcNow() }, cancellationToken: ct));
        if (row is null || !OcpiVersions.TryParse(row.OcpiVersion, out var version))
            return null;
        var party = new Party(id, organizationId, PartyRole.Cpo, version, row.CountryCode, row.PartyId, row.NamePrefix, row.PublicBase);
        return new SiteOwner(party, row.Template, row.Seed, row.WsUrl);
    }

    private sealed record Row
    {
        public string OcpiVersion { get; init; } = "";

        public string CountryCode { get; init; } = "";

        public string PartyId { get; init; } = "";

        public string NamePrefix { get; init; } = "";

        public string PublicBase { get; init; } = "";

        public string Template { get; init; } = "";

        public long Seed { get; init; }

        public string? WsUrl { get; init; }
    }
}
