using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>The statements that read locations, of one OCPI version.</summary>
internal sealed class SiteSql
{
    private const string Columns =
        "v.id, v.parking_type, v.name, v.address, v.city, v.postal_code, v.country, v.latitude, v.longitude, v.time_zone, v.owner_name, v.public, v.more::text as more, v.last_updated";

    private static readonly SiteSql V211 = new("211");
    private static readonly SiteSql V221 = new("221");

    private SiteSql(string version)
    {
        var locations = $"ocpp.ocpi{version}_locations";
        const string filter = "v.partner_operation_id = @Party and v.last_updated >= @From and v.last_updated < @To";
        Count = $"select count(*) from {locations} v where {filter}";
        Page =
            $"""
            with page as materialized (
                select l.id, l.seq from ocpp.ocpi_locations l where l.partner_operation_id = @Party order by l.seq offset @Offset limit @Limit)
            select {Columns} from page p join {locations} v on v.partner_operation_id = @Party and v.id = p.id
            order by p.seq
            """;
        FilteredPage =
            $"""
            select {Columns} from {locations} v
            join ocpp.ocpi_locations l on l.partner_operation_id = v.partner_operation_id and l.id = v.id
            where {filter}
            order by l.seq offset @Offset limit @Limit
            """;
        Some = $"select {Columns} from {locations} v where v.partner_operation_id = @Party and v.id = any(@Ids)";
        var figures = version == "211"
            ? "c.voltage, c.amperage, null::integer as power, case when c.tariff_id is null then '{}'::text[] else array[c.tariff_id] end as tariffs"
            : "c.max_voltage as voltage, c.max_amperage as amperage, c.max_electric_power as power, c.tariff_ids as tariffs";
        Evses =
            $"""
            select e.location_id, e.uid, e.evse_id, e.status, e.capabilities, e.physical_reference, e.floor_level, e.last_updated,
                   c.id, c.standard, c.format, c.power_type, {figures}, c.last_updated
            from ocpp.ocpi{version}_evses e
            join ocpp.ocpi{version}_connectors c on c.partner_operation_id = e.partner_operation_id and c.evse_uid = e.uid
            where e.partner_operation_id = @Party and e.location_id = any(@Ids)
            order by e.location_id, e.ordinal, e.uid, c.id
            """;
    }

    public const string CountAll = "select count(*) from ocpp.ocpi_locations l where l.partner_operation_id = @Party";

    /// <summary>Of those that were updated in <c>[@From, @To)</c>.</summary>
    public string Count { get; }

    /// <summary>In order of creation: what changes or comes while a peer pages does not move what it has not seen yet (transport §pagination).</summary>
    public string Page { get; }

    /// <inheritdoc cref="Page"/>
    public string FilteredPage { get; }

    /// <summary>By id, in no order.</summary>
    public string Some { get; }

    /// <summary>Of locations, each with a connector; in order.</summary>
    public string Evses { get; }

    public static SiteSql Of(OcpiVersion version) => version == OcpiVersion.V211 ? V211 : V221;
}
