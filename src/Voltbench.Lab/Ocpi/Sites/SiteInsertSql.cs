using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// The statements that make locations, of one OCPI version. $1 is the party, $2 the job, the columns of <see cref="SiteRows"/> follow. They run in this
/// order in one transaction; its beginning is the time of creation of all their rows.
/// </summary>
internal sealed class SiteInsertSql
{
    private const string Now = "date_trunc('milliseconds', now())";
    private const char Separator = '\n';

    private static readonly SiteInsertSql V211 = new("211");
    private static readonly SiteInsertSql V221 = new("221");

    private SiteInsertSql(string version)
    {
        Locations =
            $"""
            with given as materialized (
                select * from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                                     $12::float8[], $13::float8[], $14::text[], $15::text[], $16::boolean[], $17::text[], $18::text[])
                    with ordinality as u (ocpp_id, id, slug, name, address, city, postal_code, alpha2, alpha3, latitude, longitude, time_zone, owner_name,
                                          public, parking_type, more, n)),
            ocpp as (
                insert into ocpp.locations (id, organization_id, slug, name, address, city, country, latitude, longitude, timezone, owner_name, public)
                select g.ocpp_id, j.organization_id, g.slug, g.name, g.address, g.city, g.alpha2, g.latitude, g.longitude, g.time_zone, g.owner_name, g.public
                from given g join ocpp.jobs j on j.id = $2
                order by g.n),
            ocpi as (
                insert into ocpp.ocpi_locations (partner_operation_id, id, organization_id, ocpp_location_id, slug, job_id)
                select $1, g.id, j.organization_id, g.ocpp_id, g.slug, j.id
                from given g join ocpp.jobs j on j.id = $2
                order by g.n)
            insert into ocpp.ocpi{version}_locations (
                partner_operation_id, id, parking_type, name, address, city, postal_code, country, latitude, longitude, time_zone, owner_name, public, more,
                last_updated)
            select $1, g.id, g.parking_type, g.name, g.address, g.city, g.postal_code, g.alpha3, g.latitude, g.longitude, g.time_zone, g.owner_name, g.public,
                   g.more::json, {Now}
            from given g
            order by g.n
            """;
        Evses =
            $"""
            insert into ocpp.ocpi{version}_evses (
                partner_operation_id, location_id, uid, ordinal, evse_id, status, capabilities, physical_reference, floor_level, last_updated)
            select $1, u.location_id, u.uid, u.ordinal, u.evse_id, 'UNKNOWN', string_to_array(u.capabilities, E'\n'), u.physical_reference, u.floor_level, {Now}
            from unnest($3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[])
                as u (location_id, uid, ordinal, evse_id, capabilities, physical_reference, floor_level)
            """;
        var figures = version == "211"
            ? "voltage, amperage, tariff_id"
            : "max_voltage, max_amperage, max_electric_power, tariff_ids";
        var values = version == "211"
            ? "u.voltage, u.amperage, nullif(split_part(u.tariffs, E'\\n', 1), '')"
            : "u.voltage, u.amperage, u.power, string_to_array(u.tariffs, E'\\n')";
        Connectors =
            $"""
            insert into ocpp.ocpi{version}_connectors (partner_operation_id, evse_uid, id, standard, format, power_type, {figures}, last_updated)
            select $1, u.evse_uid, '1', u.standard, u.format, u.power_type, {values}, {Now}
            from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::integer[], $9::integer[], $10::text[])
                as u (evse_uid, standard, format, power_type, voltage, amperage, power, tariffs)
            """;
    }

    public string Locations { get; }

    public string Evses { get; }

    /// <summary>2.1.1 has room for one tariff (§8.3.3 <c>tariff_id</c>).</summary>
    public string Connectors { get; }

    /// <summary>Seed and shard follow from id and identity as in bulk calls of chargers.</summary>
    public const string Chargers =
        """
        insert into ocpp.chargers (
            id, organization_id, location_id, identity, name, brand_slug, model_slug, connector_type, ocpp_version, ws_url, basic_user, authorization_key,
            security_profile, behavior, seed, shard, status, job_id, workflow_run_id)
        select u.id, j.organization_id, u.location_id, u.identity, u.name, u.brand_slug, u.model_slug, u.connector_type, u.ocpp_version, u.ws_url, u.basic_user,
               u.authorization_key, u.security_profile, u.behavior::jsonb,
               case when u.seed is null then hashtextextended(u.id, 0) else hashtextextended(u.identity, u.seed) end,
               get_byte(sha256(convert_to(u.id, 'UTF8')), 0), 'PROVISIONING', j.id, j.workflow_run_id
        from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                    $14::integer[], $15::text[], $16::bigint[])
            with ordinality as u (location_id, id, identity, name, brand_slug, model_slug, connector_type, ocpp_version, ws_url, basic_user, authorization_key,
                                  security_profile, behavior, seed, n)
        join ocpp.jobs j on j.id = $2
        order by u.n
        """;

    /// <summary>EVSE ↔ connectorId in 1.6, evseId in 2.0.1; the row of a location as such has neither and is its default.</summary>
    public const string Topology =
        """
        insert into ocpp.ocpi_ocpp_topologies (
            partner_operation_id, ocpi_location_id, evse_uid, ocpi_evse_id, ocpi_connector_id, charger_id, identity, ocpp_version, connector_id, evse_id, is_default)
        select $1, u.location_id, u.evse_uid, u.evse_id, case when u.evse_uid is not null then '1' end, u.charger_id, u.identity, u.ocpp_version,
               case when u.ocpp_version = 'OCPP1.6' then nullif(u.number, 0) end, case when u.ocpp_version <> 'OCPP1.6' then nullif(u.number, 0) end,
               u.evse_uid is null
        from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[])
            as u (location_id, evse_uid, evse_id, charger_id, identity, ocpp_version, number)
        """;

    public static SiteInsertSql Of(OcpiVersion version) => version == OcpiVersion.V211 ? V211 : V221;

    /// <summary>A list as one text: a column cannot hold lists of different lengths on the way in.</summary>
    public static string Join(IReadOnlyList<string> values) => string.Join(Separator, values);
}
