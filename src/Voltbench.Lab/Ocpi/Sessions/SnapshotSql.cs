using Npgsql;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>The EVSE of each transaction with its location and tariffs, as they are now. Every EVSE has one connector.</summary>
internal static class SnapshotSql
{
    public static NpgsqlCommand Of(NpgsqlConnection connection, OcpiVersion version, IReadOnlyList<TransactionRow> transactions) => new(
        $"""
         select i.id, l.id, l.parking_type, l.name, l.address, l.city, l.postal_code, l.country, l.latitude, l.longitude, l.time_zone, l.owner_name,
                l.more::text, l.last_updated, e.uid, e.evse_id, e.status, e.capabilities, e.physical_reference, e.floor_level, e.last_updated,
                c.id, c.standard, c.format, c.power_type, {Connector(version)}, c.last_updated,
                array(select f.body::text from unnest({Tariffs(version)}) with ordinality as x (id, no)
                      join ocpp.ocpi_tariffs f on f.partner_operation_id = i.party and f.id = x.id order by x.no),
                coalesce((select f.body->>'currency' from ocpp.ocpi_tariffs f where f.partner_operation_id = i.party order by f.id limit 1), 'EUR'),
                {Tariffs(version)}
         from unnest($1::integer[], $2::bigint[], $3::text[]) as i (id, party, evse_uid)
         join ocpp.ocpi{SiteTables.Of(version)}_evses e on e.partner_operation_id = i.party and e.uid = i.evse_uid
         join ocpp.ocpi{SiteTables.Of(version)}_locations l on l.partner_operation_id = i.party and l.id = e.location_id
         cross join lateral (
             select * from ocpp.ocpi{SiteTables.Of(version)}_connectors d where d.partner_operation_id = i.party and d.evse_uid = i.evse_uid order by d.id limit 1) c
         """,
        connection)
    {
        Parameters =
        {
            Of(transactions, t => t.Id),
            Of(transactions, t => t.PartyId),
            Of(transactions, t => t.EvseUid!),
        },
    };

    private static string Connector(OcpiVersion version) => version == OcpiVersion.V211 ? "c.voltage, c.amperage" : "c.max_voltage, c.max_amperage";

    private static string Tariffs(OcpiVersion version) => version == OcpiVersion.V211 ? "array_remove(array[c.tariff_id], null)" : "c.tariff_ids";

    private static NpgsqlParameter<TValue[]> Of<TValue>(IReadOnlyList<TransactionRow> transactions, Func<TransactionRow, TValue> value) =>
        new() { TypedValue = [.. transactions.Select(value)] };
}
