using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Changes locations of CPOs. The rows of OCPI and that of OCPP change in one transaction, <c>last_updated</c> moves, and the peers are told the whole object: a PATCH of
/// OCPI cannot take a member away (mod_locations §PATCH). The OCPI rows are locked first, here and in whatever else touches both.
/// </summary>
public sealed class SiteWriter(LabDatabase database)
{
    private const string Columns =
        """
        o.partner_operation_id as party, o.id, o.organization_id, o.ocpp_location_id, p.ocpi_version, p.country_code, p.party_id, p.name_prefix, p.public_base
        """;

    private const string From =
        "from ocpp.ocpi_locations o join ocpp.partner_operations p on p.id = o.partner_operation_id where o.organization_id = @OrganizationId and o.deleted_at is null and p.deleted_at is null";

    private const string ById = $"select {Columns} {From} and o.partner_operation_id = @Party and o.id = @Id for no key update of o";

    private const string ByBacking = $"select {Columns} {From} and o.ocpp_location_id = @Id for no key update of o";

    private const string Touch =
        """
        update ocpp.ocpi_locations
        set updated_at = greatest(now(), updated_at + interval '1 microsecond'), slug = case when @SetsSlug then @Slug else slug end
        where partner_operation_id = @Party and id = @Id
        """;

    /// <summary>Changes what is given; false when the CPO has no such location.</summary>
    /// <param name="organizationId">Owner.</param>
    /// <param name="party">The CPO.</param>
    /// <param name="id">Of the location.</param>
    /// <param name="change">What both sides have.</param>
    /// <param name="parkingType">What OCPI alone has; one of the contract's values or null.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public Task<bool> ChangeAsync(Guid organizationId, long party, Guid id, LocationChange change, Change<string> parkingType, CancellationToken ct) =>
        database.WriteAsync(
            async tx =>
            {
                var site = await HoldAsync(tx, ById, new { OrganizationId = organizationId, Party = party, Id = id }, ct);
                if (site is null)
                    return false;
                if (site.OcppLocationId is { } backing)
                    await LocationWriter.ChangeAsync(tx, organizationId, backing, change, ct);
                await FollowAsync(tx, site, change, parkingType, ct);
                return true;
            },
            ct);

    /// <summary>The OCPI location that stands on one of OCPP, locked until the commit; null when there is none.</summary>
    internal static Task<HeldSite?> HoldBackedAsync(NpgsqlTransaction transaction, Guid organizationId, Guid locationId, CancellationToken ct) =>
        HoldAsync(transaction, ByBacking, new { OrganizationId = organizationId, Id = locationId }, ct);

    /// <summary>Changes the rows of OCPI and tells the peers.</summary>
    internal static async Task FollowAsync(NpgsqlTransaction transaction, HeldSite site, LocationChange change, Change<string> parkingType, CancellationToken ct)
    {
        var arguments = new DynamicParameters(new { site.Party, site.Id, SetsSlug = change.Slug.IsGiven, Slug = change.Slug.Value });
        var assignments = new List<string> { "last_updated = ocpp.ocpi_after(last_updated)" };
        Assign("name", change.Name);
        Assign("address", change.Address);
        Assign("city", change.City);
        Assign("country", change.Country.IsGiven ? Change<string>.To(Countries.Alpha3(change.Country.Value!)) : default);
        Assign("latitude", change.Latitude);
        Assign("longitude", change.Longitude);
        Assign("time_zone", change.Timezone);
        Assign("owner_name", change.OwnerName);
        Assign("public", change.Public);
        Assign("parking_type", parkingType);
        var table = $"ocpp.ocpi{SiteTables.Of(site.Version)}_locations";
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"update {table} set {string.Join(", ", assignments)} where partner_operation_id = @Party and id = @Id", arguments, transaction, cancellationToken: ct));
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(Touch, arguments, transaction, cancellationToken: ct));
        await SitePush.PutAsync(transaction, site.ToParty(), [site.Id], ct);

        void Assign<T>(string column, Change<T> value)
        {
            if (!value.IsGiven)
                return;
            assignments.Add($"{column} = @{column}");
            arguments.Add(column, value.Value);
        }
    }

    /// <summary>The rows of the version are locked like the one found: those who only change EVSEs lock nothing else.</summary>
    private static async Task<HeldSite?> HoldAsync(NpgsqlTransaction transaction, string sql, object arguments, CancellationToken ct)
    {
        var site = await transaction.Connection!.QuerySingleOrDefaultAsync<HeldSite>(new CommandDefinition(sql, arguments, transaction, cancellationToken: ct));
        if (site is null)
            return null;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"select from ocpp.ocpi{SiteTables.Of(site.Version)}_locations where partner_operation_id = @Party and id = @Id for no key update",
            new { site.Party, site.Id },
            transaction,
            cancellationToken: ct));
        return site;
    }
}

/// <summary>A location of OCPI that is locked, with what is to be known of its CPO.</summary>
internal sealed record HeldSite
{
    public long Party { get; init; }

    public Guid Id { get; init; }

    public Guid OrganizationId { get; init; }

    public Guid? OcppLocationId { get; init; }

    public string OcpiVersion { get; init; } = "";

    public string CountryCode { get; init; } = "";

    public string PartyId { get; init; } = "";

    public string NamePrefix { get; init; } = "";

    public string PublicBase { get; init; } = "";

    public OcpiVersion Version => OcpiVersions.TryParse(OcpiVersion, out var version) ? version : throw new FormatException($"OCPI {OcpiVersion} is not spoken.");

    public Party ToParty() => new(Party, OrganizationId, PartyRole.Cpo, Version, CountryCode, PartyId, NamePrefix, PublicBase);
}
