using Npgsql;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>The place of each transaction, by the topology: connector_id in 1.6, evse_id in 2.0.1. A charger with one EVSE needs no number.</summary>
internal static class SnapshotSql
{
    public static NpgsqlCommand Of(NpgsqlConnection connection, OcpiVersion version, IReadOnlyList<TransactionRow> transactions) => new(
        $"""
         select i.id, o.charger_id, l.id, l.parking_type, l.name, l.address, l.city, l.postal_code, l.country, l.latitude, l.longitude, l.time_zone, l.owner_name,
                l.more::text, l.last_updated, e.uid, e.evse_id, e.status, e.capabilities, e.physical_reference, e.floor_level, e.last_updated,
                c.id, c.standard, c.format, c.power_type, {Connector(version)}, c.last_updated,
                array(select f.body::text from unnest({Tariffs(version)}) with ordinality as x (id, no)
                      join ocpp.ocpi_tariffs f on f.partner_operation_id = i.party and f.id = x.id order by x.no),
                coalesce((select f.body->>'currency' from ocpp.ocpi_tariffs f where f.partner_operation_id = i.party order by f.id limit 1), 'EUR'),
                {Tariffs(version)}
         from unnest($1::integer[], $2::bigint[], $3::text[], $4::integer[], $5::integer[], $6::boolean[]) as i (id, party, identity, connector_id, evse_id, is_16)
         cross join lateral (
             select t.* from ocpp.ocpi_ocpp_topologies t
             where t.partner_operation_id = i.party and t.identity = i.identity and t.evse_uid is not null
               and case when i.is_16 then i.connector_id = t.connector_id
                        else i.evse_id = t.evse_id or (i.evse_id is null and 1 = (
                            select count(*) from ocpp.ocpi_ocpp_topologies u
                            where u.partner_operation_id = i.party and u.charger_id = t.charger_id and u.evse_uid is not null)) end
             order by t.id desc limit 1) o
         join ocpp.ocpi{SiteTables.Of(version)}_locations l on l.partner_operation_id = i.party and l.id = o.ocpi_location_id
         join ocpp.ocpi{SiteTables.Of(version)}_evses e on e.partner_operation_id = i.party and e.uid = o.evse_uid
         join ocpp.ocpi{SiteTables.Of(version)}_connectors c on c.partner_operation_id = i.party and c.evse_uid = o.evse_uid and c.id = coalesce(o.ocpi_connector_id, c.id)
         """,
        connection)
    {
        Parameters =
        {
            Of(transactions, t => t.Id),
            Of(transactions, t => t.PartyId),
            Of(transactions, t => t.Identity),
            Of(transactions, t => t.ConnectorId),
            Of(transactions, t => t.EvseId),
            Of(transactions, t => t.IsV16),
        },
    };

    private static string Connector(OcpiVersion version) => version == OcpiVersion.V211 ? "c.voltage, c.amperage" : "c.max_voltage, c.max_amperage";

    private static string Tariffs(OcpiVersion version) => version == OcpiVersion.V211 ? "array_remove(array[c.tariff_id], null)" : "c.tariff_ids";

    private static NpgsqlParameter<TValue[]> Of<TValue>(IReadOnlyList<TransactionRow> transactions, Func<TransactionRow, TValue> value) =>
        new() { TypedValue = [.. transactions.Select(value)] };
}
