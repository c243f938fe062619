namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>The statements of <see cref="SiteChunkStep"/> besides those that make the locations.</summary>
internal static class SiteChunkSql
{
    /// <summary>A CPO whose own job begins is no longer pending. By itself, because the chunks of a job begin at once and would wait for each other.</summary>
    public const string Begin =
        """
        update ocpp.partner_operations p set status = 'PROVISIONING', updated_at = now()
        from ocpp.jobs j
        where j.id = @JobId and p.id = j.partner_operation_id and p.job_id = j.id and p.status = 'PENDING' and p.deleted_at is null
        """;

    /// <summary>Its deletion waits for the chunks that hold this, and chunks that come later find the CPO deleted.</summary>
    public const string Hold = $"select {SiteLock.SharedOf} from ocpp.jobs j where j.id = @JobId";

    public const string Job =
        """
        select j.organization_id, p.id, p.ocpi_version, p.country_code, p.party_id, p.name_prefix, p.public_base, p.deleted_at is null as is_alive
        from ocpp.jobs j join ocpp.partner_operations p on p.id = j.partner_operation_id
        where j.id = @JobId
        """;

    public const string Due =
        """
        select ordinal, attempts, plan::text as plan from ocpp.ocpi_job_items
        where job_id = @JobId and chunk = @Chunk and status = 'PENDING' and (next_attempt_at is null or next_attempt_at <= @Now)
        order by ordinal
        for update
        """;

    /// <summary>Whether a charger <c>c</c> goes by itself: it was deleted, or its CPO was.</summary>
    public const string Leaving =
        """
        (c.desired = 'deleted' or exists (
            select from ocpp.ocpi_locations l join ocpp.partner_operations p on p.id = l.partner_operation_id
            where l.ocpp_location_id = c.location_id and p.deleted_at is not null))
        """;

    /// <summary>What planned locations would collide with. A location of this very job is work done before; a charger that is deleted will be gone soon.</summary>
    public static string Taken(string version) =>
        $"""
        select 'location' as what, id::text as name, job_id is not distinct from @JobId as is_harmless
        from ocpp.ocpi_locations where partner_operation_id = @Party and id = any(@Ids)
        union all
        select 'identity', c.identity, {Leaving} from ocpp.chargers c where c.organization_id = @OrganizationId and c.identity = any(@Identities)
        union all
        select 'evse', uid, false from ocpp.ocpi{version}_evses where partner_operation_id = @Party and uid = any(@Uids)
        """;

    /// <summary>A plan that is carried out or given up may hold keys of chargers and is of no use any more.</summary>
    public const string Mark =
        """
        update ocpp.ocpi_job_items i
        set attempts = i.attempts + 1, next_attempt_at = null, error = u.error, plan = 'null',
            status = case when u.error is null then 'DONE' else 'FAILED' end
        from unnest(@Ordinals, @Errors) as u (ordinal, error)
        where i.job_id = @JobId and i.ordinal = u.ordinal
        """;

    public const string Signal = "select pg_notify('voltbench_fleet', 'job:' || @JobId::text)";
}
