namespace Voltbench.Lab.Provisioning;

/// <summary>The statements of <see cref="ChunkStep"/>.</summary>
internal static class ChunkSql
{
    /// <summary>Null row: no such job. Holds the location until the commit, so that it cannot go while chargers are put into it.</summary>
    public const string LocationExists =
        """
        select exists (select from ocpp.locations l where l.id = j.location_id and l.organization_id = j.organization_id for key share)
        from ocpp.jobs j where j.id = @JobId
        """;

    public const string Due =
        """
        select ordinal, attempts from ocpp.job_items
        where job_id = @JobId and chunk = @Chunk and status = 'PENDING' and (next_attempt_at is null or next_attempt_at <= @Now)
        order by ordinal
        for update
        """;

    /// <summary>
    /// Makes the pending chargers of a chunk, or one of them, and marks their items. An id that exists is work done before; an identity that exists
    /// belongs to somebody else. Seed and shard follow from id and identity, so a repetition gives the same row.
    /// </summary>
    public const string Make =
        """
        with due as materialized (
            select i.ordinal, i.charger_id, i.identity, i.group_no
            from ocpp.job_items i
            where i.job_id = @JobId and i.chunk = @Chunk and i.status = 'PENDING'
              and (i.next_attempt_at is null or i.next_attempt_at <= @Now)
              and (@Ordinal::integer is null or i.ordinal = @Ordinal)
            order by i.ordinal
            for update),
        made as (
            insert into ocpp.chargers (
                id, organization_id, location_id, identity, brand_slug, model_slug, connector_type, ocpp_version, ws_url, basic_user,
                authorization_key, security_profile, behavior, seed, shard, status, job_id, workflow_run_id)
            select d.charger_id, j.organization_id, j.location_id, d.identity, t.t ->> 'brand_slug', t.t ->> 'model_slug', t.t ->> 'connector_type',
                   t.t ->> 'ocpp_version', t.t ->> 'ws_url', t.t ->> 'basic_user', t.t ->> 'authorization_key',
                   coalesce((t.t ->> 'security_profile')::smallint, 0), coalesce(t.t -> 'behavior', '{}'),
                   case when t.t ? 'seed' then hashtextextended(d.identity, (t.t ->> 'seed')::bigint) else hashtextextended(d.charger_id, 0) end,
                   get_byte(sha256(convert_to(d.charger_id, 'UTF8')), 0), 'PROVISIONING', j.id, j.workflow_run_id
            from due d
            join ocpp.jobs j on j.id = @JobId
            cross join lateral (select j.request -> d.group_no as t) t
            order by d.ordinal
            on conflict do nothing
            returning id),
        marked as (
            update ocpp.job_items i
            set attempts = i.attempts + 1,
                next_attempt_at = null,
                status = case when r.done then 'DONE' else 'FAILED' end,
                error = case when r.done then null else 'The identity is already taken in this organization.' end
            from (select d.ordinal, m.id is not null or c.id is not null as done
                  from due d
                  left join made m on m.id = d.charger_id
                  left join ocpp.chargers c on c.id = d.charger_id) r
            where i.job_id = @JobId and i.ordinal = r.ordinal
            returning 1)
        select (select count(*) from made)::integer from (select count(*) from marked) done
        """;

    public const string Signal = "select pg_notify('voltbench_fleet', 'job:' || @JobId::text)";
}
