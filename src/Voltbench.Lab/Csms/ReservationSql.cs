using Npgsql;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>What stations say of the reservations of this CSMS.</summary>
internal static class ReservationSql
{
    /// <summary>The first end counts. One that the station gave up is told to who made it (OCPI 2.2.1 mod_commands, CANCELED_RESERVATION).</summary>
    public static NpgsqlBatchCommand Ended(ReservationChange[] changes) => new(
        """
        with ended as (
            update ocpp.csms_reservations r set status = i.status
            from unnest($1::uuid[], $2::text[], $3::integer[], $4::text[]) as i (organization_id, identity, id, status)
            where r.id = i.id and r.organization_id = i.organization_id and r.identity = i.identity and r.status = 'ACTIVE'
            returning r.id, r.partner_operation_id, r.peer_id, r.response_url, r.status
        ), withdrawn as (
            update ocpp.csms_grants g set expires_at = least(g.expires_at, now()) from ended
            where g.reservation_id = ended.id and g.transaction_id is null and ended.status <> 'USED'
        ), stored as (
            insert into ocpp.ocpi_commands (id, partner_operation_id, peer_id, command, body, response_url, status, result, answer, expires_at)
            select gen_random_uuid(), e.partner_operation_id, e.peer_id, 'RESERVE_NOW', '{}', e.response_url, 'ANSWERED', 'CanceledReservation',
                   '{"result":"CANCELED_RESERVATION"}', now() + interval '1 minute'
            from ended e join ocpp.partner_operations p on p.id = e.partner_operation_id and p.ocpi_version = '2.2.1'
            where e.status = 'CANCELLED' and e.peer_id is not null and e.response_url is not null
            returning id
        )
        select pg_notify('voltbench_ocpi_commands', '') from stored limit 1
        """)
    {
        Parameters =
        {
            ChangeSql.Of(changes, c => c.Station.OrganizationId),
            ChangeSql.Of(changes, c => ChangeSql.Text(c.Station.Identity)!),
            ChangeSql.Of(changes, c => c.ReservationId),
            ChangeSql.Of(changes, c => c.End switch
            {
                ReservationEnd.Used => "USED",
                ReservationEnd.Expired => "EXPIRED",
                _ => "CANCELLED",
            }),
        },
    };
}
