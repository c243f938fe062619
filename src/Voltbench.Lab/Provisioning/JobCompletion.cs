using Dapper;
using Npgsql;

namespace Voltbench.Lab.Provisioning;

/// <summary>
/// Ends jobs. A job is final when no item waits to be made and no charger of it waits to be placed; both are read from the rows themselves,
/// so there is no counter that a repeated step could move twice.
/// </summary>
internal static class JobCompletion
{
    /// <summary>
    /// First the rows of the jobs, in one order: of two steps that each finish the other half, the second sees the first. No stronger lock, or it
    /// would wait for chargers being inserted for the same job.
    /// </summary>
    private const string Lock = "select id from ocpp.jobs where id = any(@Jobs) and status = 'PROVISIONING' order by id for no key update";

    /// <summary>With the job of its own creation a CPO is ready too, or has failed.</summary>
    private const string Finish =
        """
        with final as (
            select j.id,
                   (j.partner_operation_id is not null and j.total = 0)
                   or exists (select from ocpp.job_items i where i.job_id = j.id and i.status = 'DONE')
                   or exists (select from ocpp.ocpi_job_items i where i.job_id = j.id and i.status = 'DONE') as any_done,
                   case when j.partner_operation_id is null then 'chargers' else 'locations' end as what
            from ocpp.jobs j
            where j.id = any(@Jobs) and j.status = 'PROVISIONING'
              and not exists (select from ocpp.job_items i where i.job_id = j.id and i.status = 'PENDING')
              and not exists (select from ocpp.ocpi_job_items i where i.job_id = j.id and i.status = 'PENDING')
              and not exists (select from ocpp.chargers c where c.job_id = j.id and c.status = 'PROVISIONING' and c.desired <> 'deleted')),
        ended as (
            update ocpp.jobs j
            set status = case when f.any_done then 'READY' else 'FAILED' end,
                provisioned_at = case when f.any_done then now() end,
                error = case when not f.any_done then jsonb_build_object(
                    'code', 'all_' || f.what || '_failed',
                    'message', 'None of the ' || j.total || ' ' || f.what || ' could be created; results.failed says why for each.',
                    'retryable', false) end,
                request = (select coalesce(jsonb_agg(t - 'authorization_key' order by n), '[]') from jsonb_array_elements(j.request) with ordinality a(t, n))
            from final f
            where j.id = f.id
            returning j.id, j.partner_operation_id, j.status, j.provisioned_at, j.error)
        update ocpp.partner_operations p
        set status = e.status, error = e.error, provisioned_at = e.provisioned_at, updated_at = now()
        from ended e
        where p.id = e.partner_operation_id and p.job_id = e.id and p.status in ('PENDING', 'PROVISIONING')
        """;

    /// <summary>Ends those of the jobs that are done.</summary>
    public static async Task TryFinishAsync(NpgsqlTransaction transaction, IReadOnlyList<Guid> jobs, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        var arguments = new { Jobs = jobs.ToArray() };
        await connection.ExecuteAsync(new CommandDefinition(Lock, arguments, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(Finish, arguments, transaction, cancellationToken: ct));
    }
}
