using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Statements that change the status of EVSEs: theirs and their locations' <c>last_updated</c> move with it (mod_locations §GET list), and never back. The rows of
/// the locations are locked first and in one order, by whoever changes anything below them. What is REMOVED stays so.
/// </summary>
internal static class EvseStatusSql
{
    /// <param name="version">Whose tables.</param>
    /// <param name="wanted">A query of <c>party, location_id, uid, status</c>.</param>
    /// <param name="pushes">Whether the peers are told of each EVSE; else the caller tells them of the whole location.</param>
    public static string Change(OcpiVersion version, string wanted, bool pushes = true) =>
        $"""
        with wanted as materialized ({wanted}),
        held as materialized (
            select v.partner_operation_id, v.id
            from ocpp.ocpi{SiteTables.Of(version)}_locations v
            where (v.partner_operation_id, v.id) in (select party, location_id from wanted)
            order by v.partner_operation_id, v.id
            for no key update),
        changed as (
            update ocpp.ocpi{SiteTables.Of(version)}_evses e set status = w.status, last_updated = ocpp.ocpi_after(e.last_updated)
            from wanted w join held h on h.partner_operation_id = w.party and h.id = w.location_id
            where e.partner_operation_id = w.party and e.uid = w.uid and e.status <> w.status and e.status <> '{EvseStatusMap.Removed}'
            returning e.partner_operation_id, e.location_id, e.uid, e.status, e.last_updated),
        moved as (
            update ocpp.ocpi{SiteTables.Of(version)}_locations v set last_updated = greatest(ocpp.ocpi_after(v.last_updated), c.last_updated)
            from (select partner_operation_id, location_id, max(last_updated) as last_updated from changed group by 1, 2) c
            where v.partner_operation_id = c.partner_operation_id and v.id = c.location_id)
        select count(*)::integer from changed c {(pushes ? Push : "")}
        """;

    private const string Push =
        """
        join ocpp.partner_operations p on p.id = c.partner_operation_id
        cross join lateral ocpp.ocpi_push(
            c.partner_operation_id, 'locations', 'location:' || c.location_id, 'PATCH', concat_ws('/', p.country_code, p.party_id, c.location_id, c.uid),
            json_build_object('status', c.status, 'last_updated', ocpp.ocpi_instant(c.last_updated))::text) pushed
        where pushed >= 0
        """;
}
