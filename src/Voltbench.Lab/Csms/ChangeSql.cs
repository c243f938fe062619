using Npgsql;
using Voltbench.Csms;
using Voltbench.Ocpp;

namespace Voltbench.Lab.Csms;

/// <summary>The three statements of a batch, each with its changes as arrays.</summary>
internal static class ChangeSql
{
    private static readonly string V16 = OcppVersion.V16.ResourceName();
    private static readonly string V201 = OcppVersion.V201.ResourceName();

    /// <summary>Returns (ordinal, number) for every start; a repeated one finds its row and changes nothing.</summary>
    public static NpgsqlBatchCommand Starts(TransactionStart[] starts) => new(
        """
        with input as (
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::double precision[], $7::timestamptz[],
                                 $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::integer[])
                with ordinality as i (organization_id, identity, reference, connector_id, id_token, meter, at,
                                      party, peer, method, auth_reference, token, reservation_id, ordinal)
        ), stored as (
            insert into ocpp.csms_transactions as t
                (organization_id, identity, ocpp_version, reference, connector_id, id_token, meter_start_wh, meter_last_wh, started_at,
                 partner_operation_id, peer_id, auth_method, authorization_reference, token, reservation_id, ocpi_version_no)
            select organization_id, identity, $8, reference, connector_id, id_token, meter, meter, at,
                   party, peer, method, auth_reference, token::json, reservation_id, case when party is null then 0 else 1 end
            from input order by ordinal
            on conflict (organization_id, identity, reference) do update set reference = t.reference
            returning id, organization_id, identity, reference
        )
        select input.ordinal::integer, stored.id,
               case when input.party is not null then pg_notify('voltbench_ocpi_transactions', stored.id::text) end
        from input join stored using (organization_id, identity, reference)
        """)
    {
        Parameters =
        {
            Of(starts, s => s.Station.OrganizationId),
            Of(starts, s => Text(s.Station.Identity)!),
            Of(starts, s => Text(s.Reference)!),
            Of(starts, s => s.ConnectorId),
            Of(starts, s => Text(s.IdToken)!),
            Of(starts, s => s.MeterStartWh),
            Of(starts, s => s.At.UtcDateTime),
            new NpgsqlParameter<string> { TypedValue = V16 },
            Of(starts, s => s.Owner?.OperatorId),
            Of(starts, s => s.Owner?.Grant?.PeerId),
            Of(starts, s => Method(s.Owner?.Grant)),
            Of(starts, s => Text(s.Owner?.Grant?.Reference)),
            Of(starts, s => Text(s.Owner?.Grant?.Token)),
            Of(starts, s => s.Owner?.ReservationId),
        },
    };

    /// <summary>Returns the ordinals of the stops that found their transaction. The first stop of a transaction counts.</summary>
    public static NpgsqlBatchCommand Stops(TransactionStop[] stops) => new(
        """
        update ocpp.csms_transactions t set
            meter_stop_wh = case when t.stopped_at is null then i.meter else t.meter_stop_wh end,
            meter_last_wh = case when t.stopped_at is null then i.meter else t.meter_last_wh end,
            stop_reason = case when t.stopped_at is null then i.reason else t.stop_reason end,
            stopped_at = coalesce(t.stopped_at, i.at),
            ocpi_version_no = t.ocpi_version_no + case when t.stopped_at is null and t.partner_operation_id is not null then 1 else 0 end
        from unnest($1::uuid[], $2::text[], $3::integer[], $4::double precision[], $5::timestamptz[], $6::text[])
            with ordinality as i (organization_id, identity, number, meter, at, reason, ordinal)
        where t.id = i.number and t.organization_id = i.organization_id and t.identity = i.identity and t.ocpp_version = $7
        returning i.ordinal::integer, case when t.partner_operation_id is not null then pg_notify('voltbench_ocpi_transactions', t.id::text) end
        """)
    {
        Parameters =
        {
            Of(stops, s => s.Station.OrganizationId),
            Of(stops, s => Text(s.Station.Identity)!),
            Of(stops, s => s.Number),
            Of(stops, s => s.MeterStopWh),
            Of(stops, s => s.At.UtcDateTime),
            Of(stops, s => Text(s.Reason)!),
            new NpgsqlParameter<string> { TypedValue = V16 },
        },
    };

    /// <summary>
    /// Every column only ever gains knowledge, so that a repeated, a late or a missing event leaves what the others said. An event of a lower seqNo
    /// does not touch the latest register; the first Ended counts, and the first token that somebody pays for.
    /// </summary>
    public static NpgsqlBatchCommand Events(TransactionChange[] events) => new(
        """
        with input as (
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::timestamptz[], $7::integer[], $8::integer[],
                                 $9::text[], $10::double precision[], $11::text[],
                                 $13::bigint[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::integer[])
                as i (organization_id, identity, reference, phase, seq_no, at, evse_id, connector_id, id_token, meter, reason,
                      party, peer, method, auth_reference, token, reservation_id)
        ), stored as (
            insert into ocpp.csms_transactions as t
                (organization_id, identity, ocpp_version, reference, evse_id, connector_id, id_token,
                 meter_start_wh, meter_last_wh, meter_stop_wh, started_at, stopped_at, stop_reason, last_seq_no,
                 partner_operation_id, peer_id, auth_method, authorization_reference, token, reservation_id, ocpi_version_no, authorized_at)
            select organization_id, identity, $12, reference, evse_id, connector_id, id_token,
                   case when phase = 0 then meter end, meter, case when phase = 2 then meter end, at, case when phase = 2 then at end, reason, seq_no,
                   party, peer, method, auth_reference, token::json, reservation_id, case when party is null then 0 else 1 end,
                   case when id_token is not null then at end
            from input
            on conflict (organization_id, identity, reference) do update set
                evse_id = coalesce(t.evse_id, excluded.evse_id),
                connector_id = coalesce(t.connector_id, excluded.connector_id),
                id_token = coalesce(t.id_token, excluded.id_token),
                meter_start_wh = coalesce(t.meter_start_wh, excluded.meter_start_wh),
                meter_last_wh = case when excluded.last_seq_no > t.last_seq_no then coalesce(excluded.meter_last_wh, t.meter_last_wh) else t.meter_last_wh end,
                meter_stop_wh = coalesce(t.meter_stop_wh, excluded.meter_stop_wh),
                started_at = least(t.started_at, excluded.started_at),
                stopped_at = coalesce(t.stopped_at, excluded.stopped_at),
                stop_reason = coalesce(t.stop_reason, excluded.stop_reason),
                last_seq_no = greatest(t.last_seq_no, excluded.last_seq_no),
                partner_operation_id = coalesce(t.partner_operation_id, excluded.partner_operation_id),
                peer_id = coalesce(t.peer_id, excluded.peer_id),
                auth_method = case when t.peer_id is null then excluded.auth_method else t.auth_method end,
                authorization_reference = case when t.peer_id is null then excluded.authorization_reference else t.authorization_reference end,
                token = case when t.peer_id is null then excluded.token else t.token end,
                reservation_id = coalesce(t.reservation_id, excluded.reservation_id),
                authorized_at = least(t.authorized_at, excluded.authorized_at),
                ocpi_version_no = t.ocpi_version_no + excluded.ocpi_version_no
            returning id, organization_id, identity, reference, partner_operation_id
        )
        select pg_notify('voltbench_ocpi_transactions', id::text) from stored where partner_operation_id is not null
        """)
    {
        Parameters =
        {
            Of(events, e => e.Station.OrganizationId),
            Of(events, e => Text(e.Station.Identity)!),
            Of(events, e => Text(e.TransactionId)!),
            Of(events, e => (int)e.Phase),
            Of(events, e => e.SeqNo),
            Of(events, e => e.At.UtcDateTime),
            Of(events, e => e.EvseId),
            Of(events, e => e.ConnectorId),
            Of(events, e => Text(e.IdToken)),
            Of(events, e => e.RegisterWh),
            Of(events, e => Text(e.StopReason)),
            new NpgsqlParameter<string> { TypedValue = V201 },
            Of(events, e => e.Owner?.OperatorId),
            Of(events, e => e.Owner?.Grant?.PeerId),
            Of(events, e => Method(e.Owner?.Grant)),
            Of(events, e => Text(e.Owner?.Grant?.Reference)),
            Of(events, e => Text(e.Owner?.Grant?.Token)),
            Of(events, e => e.Owner?.ReservationId),
        },
    };

    /// <summary>Permissions and reservations that transactions have used up; after the transactions themselves.</summary>
    public static NpgsqlBatchCommand Used(IReadOnlyList<(StationId Station, string Reference, TransactionOwner Owner)> uses)
    {
        (StationId Station, string Reference, TransactionOwner Owner)[] rows = [.. uses];
        return new NpgsqlBatchCommand(
            """
            with input as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::integer[]) as i (organization_id, identity, reference, grant_id, reservation_id)
            ), kept as (
                update ocpp.csms_reservations r set status = 'USED' from input
                where r.id = input.reservation_id and r.organization_id = input.organization_id and r.identity = input.identity and r.status = 'ACTIVE'
            )
            update ocpp.csms_grants g set transaction_id = t.id
            from input join ocpp.csms_transactions t using (organization_id, identity, reference)
            where g.id = input.grant_id and g.transaction_id is null
            """)
        {
            Parameters =
            {
                Of(rows, r => r.Station.OrganizationId),
                Of(rows, r => Text(r.Station.Identity)!),
                Of(rows, r => Text(r.Reference)!),
                Of(rows, r => r.Owner.Grant?.Number),
                Of(rows, r => r.Owner.ReservationId),
            },
        };
    }

    public static NpgsqlParameter<TValue[]> Of<TItem, TValue>(TItem[] items, Func<TItem, TValue> value) =>
        new() { TypedValue = Array.ConvertAll(items, i => value(i)) };

    /// <summary>PostgreSQL stores no U+0000, which JSON may hold.</summary>
    public static string? Text(string? text) => text?.Replace('\0', '\uFFFD');

    private static string? Method(TokenGrant? grant) => grant?.Method switch
    {
        null => null,
        TokenMethod.AuthRequest => "AUTH_REQUEST",
        TokenMethod.Command => "COMMAND",
        _ => "WHITELIST",
    };
}
