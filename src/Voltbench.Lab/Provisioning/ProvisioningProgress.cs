using Dapper;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Provisioning;

/// <summary>What the fleet reports back: chargers that are placed, and so ready.</summary>
public sealed class ProvisioningProgress(LabDatabase database)
{
    /// <summary>In key order, as every other statement over many chargers, so that two of them cannot wait for each other.</summary>
    private const string Place =
        """
        with waiting as (
            select key from ocpp.chargers where key = any(@Keys) and status in ('PENDING', 'PROVISIONING') order by key for no key update),
        placed as (
            update ocpp.chargers c set status = 'READY', provisioned_at = now(), error = null
            from waiting w where c.key = w.key
            returning c.job_id)
        select distinct job_id from placed where job_id is not null
        """;

    /// <summary>
    /// Marks chargers as placed and running: READY, with the time of the first call. Ends jobs that this was the last of. Idempotent; meant for batches.
    /// Keys that do not exist (any more) are passed over.
    /// </summary>
    /// <exception cref="NpgsqlException">The database is away; call again.</exception>
    public async Task MarkPlacedAsync(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return;
        await database.WriteAsync(
            async tx =>
            {
                var jobs = await tx.Connection!.QueryAsync<Guid>(new CommandDefinition(Place, new { Keys = keys.ToArray() }, tx, cancellationToken: ct));
                if (jobs.AsList() is { Count: > 0 } touched)
                    await JobCompletion.TryFinishAsync(tx, touched, ct);
            },
            ct);
    }

    /// <summary>Ends a job whose last unplaced chargers were deleted; to be called after a deletion, with the jobs of the deleted chargers.</summary>
    public Task FinishJobsAsync(IReadOnlyList<Guid> jobs, CancellationToken ct)
        => database.WriteAsync(tx => JobCompletion.TryFinishAsync(tx, jobs, ct), ct);
}
