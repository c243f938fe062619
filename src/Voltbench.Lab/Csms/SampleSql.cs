using Npgsql;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>A sample and the transaction that it belongs to: its number in 1.6, its name in 2.0.1.</summary>
internal readonly record struct SampleRow(StationId Station, int Number, string? Name, TransactionSample Sample);

/// <summary>
/// Samples of transactions at stations of operators. An instant gains knowledge only; one that says nothing new changes nothing and tells nobody. A
/// transaction that nobody knows, or that belongs to no operator, keeps none.
/// </summary>
internal static class SampleSql
{
    private const string Store =
        """
        , added as (
            insert into ocpp.csms_samples as s (transaction_id, at, register_wh, power_w, current_a, charging_state)
            select id, at, register_wh, power_w, current_a, charging_state from found
            on conflict (transaction_id, at) do update set
                register_wh = coalesce(excluded.register_wh, s.register_wh),
                power_w = coalesce(excluded.power_w, s.power_w),
                current_a = coalesce(excluded.current_a, s.current_a),
                charging_state = coalesce(excluded.charging_state, s.charging_state)
            where (coalesce(excluded.register_wh, s.register_wh), coalesce(excluded.power_w, s.power_w),
                   coalesce(excluded.current_a, s.current_a), coalesce(excluded.charging_state, s.charging_state))
                is distinct from (s.register_wh, s.power_w, s.current_a, s.charging_state)
            returning transaction_id, at, register_wh
        ), newest as (
            select transaction_id, (array_agg(register_wh order by at desc) filter (where register_wh is not null))[1] as register_wh
            from added group by transaction_id
        ), told as (
            update ocpp.csms_transactions t set
                ocpi_version_no = t.ocpi_version_no + 1,
                meter_last_wh = case when t.stopped_at is null then coalesce(newest.register_wh, t.meter_last_wh) else t.meter_last_wh end
            from newest where t.id = newest.transaction_id
            returning t.id
        )
        select pg_notify('voltbench_ocpi_transactions', id::text) from told
        """;

    public static NpgsqlBatchCommand OfNumbers(SampleRow[] rows) => Of(
        """
        with found as (
            select t.id, i.at, i.register_wh, i.power_w, i.current_a, i.charging_state
            from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::double precision[], $5::double precision[], $6::double precision[], $7::text[],
                        $8::integer[])
                as i (organization_id, identity, at, register_wh, power_w, current_a, charging_state, number)
            join ocpp.csms_transactions t
                on t.id = i.number and t.organization_id = i.organization_id and t.identity = i.identity and t.partner_operation_id is not null
        )
        """,
        rows,
        ChangeSql.Of(rows, r => r.Number));

    public static NpgsqlBatchCommand OfNames(SampleRow[] rows) => Of(
        """
        with found as (
            select t.id, i.at, i.register_wh, i.power_w, i.current_a, i.charging_state
            from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::double precision[], $5::double precision[], $6::double precision[], $7::text[],
                        $8::text[])
                as i (organization_id, identity, at, register_wh, power_w, current_a, charging_state, reference)
            join ocpp.csms_transactions t
                on t.reference = i.reference and t.organization_id = i.organization_id and t.identity = i.identity and t.partner_operation_id is not null
        )
        """,
        rows,
        ChangeSql.Of(rows, r => ChangeSql.Text(r.Name)!));

    /// <summary>States of connectors (1.6): of the newest transaction that runs there.</summary>
    public static NpgsqlBatchCommand OfConnectors(StateChange[] states) => new(
        $"""
        with found as (
            select t.id, i.at, null::double precision as register_wh, null::double precision as power_w, null::double precision as current_a,
                   i.charging_state
            from unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::timestamptz[])
                as i (organization_id, identity, connector_id, charging_state, at)
            cross join lateral (
                select id from ocpp.csms_transactions o
                where o.organization_id = i.organization_id and o.identity = i.identity and o.connector_id = i.connector_id
                  and o.stopped_at is null and o.partner_operation_id is not null
                order by id desc limit 1) t
        ){Store}
        """)
    {
        Parameters =
        {
            ChangeSql.Of(states, s => s.Station.OrganizationId),
            ChangeSql.Of(states, s => ChangeSql.Text(s.Station.Identity)!),
            ChangeSql.Of(states, s => s.ConnectorId),
            ChangeSql.Of(states, s => s.State),
            ChangeSql.Of(states, s => s.At.UtcDateTime),
        },
    };

    private static NpgsqlBatchCommand Of(string found, SampleRow[] rows, NpgsqlParameter key) => new(found + Store)
    {
        Parameters =
        {
            ChangeSql.Of(rows, r => r.Station.OrganizationId),
            ChangeSql.Of(rows, r => ChangeSql.Text(r.Station.Identity)!),
            ChangeSql.Of(rows, r => r.Sample.At.UtcDateTime),
            ChangeSql.Of(rows, r => r.Sample.RegisterWh),
            ChangeSql.Of(rows, r => r.Sample.PowerW),
            ChangeSql.Of(rows, r => r.Sample.CurrentA),
            ChangeSql.Of(rows, r => r.Sample.ChargingState),
            key,
        },
    };
}
