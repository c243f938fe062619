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

    private const string Finish =
        """
        with final as (
            select j.id, exists (select from ocpp.job_items i where i.job_id = j.id and i.status = 'DONE') as any_done
            from ocpp.jobs j
            where j.id = any(@Jobs) and j.status = 'PROVISIONING'
              and not exists (select from ocpp.job_items i where i.job_id = j.id and i.status = 'PENDING')
              and not exists (select from ocpp.chargers c where c.job_id = j.id and c.status = 'PROVISIONING' and c.desired <> 'deleted'))
        update ocpp.jobs j
        set status = case when f.any_done then 'READY' else 'FAILED' end,
            provisioned_at = case when f.any_done then now() end,
            error = case when not f.any_done then jsonb_build_object(
                'code', 'all_chargers_failed',
                'message', 'None of the ' || j.total || ' chargers could be created; results.failed says why for each.',
                'retryable', false) end,
            request = (select coalesce(jsonb_agg(t - 'authorization_key' order by n), '[]') from jsonb_array_elements(j.request) with ordinality a(t, n))
        from final f
        where j.id = f.id
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
