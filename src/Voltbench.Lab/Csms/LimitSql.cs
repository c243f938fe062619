using Npgsql;

namespace Voltbench.Lab.Csms;

/// <summary>What stations say of limits that come from elsewhere.</summary>
internal static class LimitSql
{
    /// <summary>Who set a profile for a transaction that runs there is to have the active one; once, however many changes wait (OCPI 2.2.1 mod_charging_profiles, PUT of the Sender Interface).</summary>
    public static NpgsqlBatchCommand Changed(LimitsChange[] changes) => new(
        """
        with due as (
            select distinct t.id, t.partner_operation_id, p.peer_id, s.id as session_id
            from unnest($1::uuid[], $2::text[], $3::integer[]) as i (organization_id, identity, evse_id)
            join ocpp.csms_transactions t on t.organization_id = i.organization_id and t.identity = i.identity and t.stopped_at is null
                and (i.evse_id is null or i.evse_id = 0 or t.evse_id = i.evse_id)
            join ocpp.csms_profiles p on p.transaction_id = t.id and p.accepted
            join ocpp.ocpi_sessions s on s.transaction_id = t.id
        ), stored as (
            insert into ocpp.ocpi_commands (id, partner_operation_id, peer_id, command, body, response_url, session_id, expires_at)
            select gen_random_uuid(), partner_operation_id, peer_id, 'PUSH_PROFILE',
                   json_build_object('transaction_id', id, 'session_id', session_id, 'seconds', 1800), '', session_id, now() + interval '1 minute'
            from due
            where not exists (select from ocpp.ocpi_commands c where c.partner_operation_id = due.partner_operation_id and c.session_id = due.session_id
                                and c.command = 'PUSH_PROFILE' and c.status = 'PENDING')
            returning id
        )
        select pg_notify('voltbench_ocpi_commands', '') from stored limit 1
        """)
    {
        Parameters =
        {
            ChangeSql.Of(changes, c => c.Station.OrganizationId),
            ChangeSql.Of(changes, c => ChangeSql.Text(c.Station.Identity)!),
            ChangeSql.Of(changes, c => c.EvseId),
        },
    };
}
