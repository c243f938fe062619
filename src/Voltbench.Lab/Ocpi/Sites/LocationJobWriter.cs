using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Stores a job that makes locations of a CPO: the job, one item per location with its plan, and the triggers of the first firings, all in the caller's
/// transaction. Whatever happens before the commit leaves nothing; whatever happens after it loses nothing.
/// </summary>
public sealed class LocationJobWriter(ChunkSchedule schedule, ProvisioningOptions options, TimeProvider time)
{
    /// <summary>Job type of a bulk call.</summary>
    public const string CreateLocations = "create_locations";

    /// <summary>Job type of the creation of a CPO; <c>partner_operations.job_id</c> names the job, and the status of the CPO follows it.</summary>
    public const string CreateCpo = "create_cpo";

    private const string InsertJob =
        """
        insert into ocpp.jobs (id, organization_id, partner_operation_id, job_type, status, workflow_run_id, request, total, traceparent)
        values (@Id, @OrganizationId, @Party, @JobType, 'PROVISIONING', @WorkflowRunId, '[]', @Total, @TraceParent)
        """;

    private const string CopyItems = "copy ocpp.ocpi_job_items (job_id, ordinal, chunk, location_id, chargers, plan, status, error) from stdin (format binary)";

    /// <inheritdoc cref="WriteAsync(NpgsqlTransaction, Party, IReadOnlyList{NewSite}, string, CancellationToken)"/>
    public Task<AcceptedJob> WriteAsync(
        NpgsqlTransaction transaction, Party party, IReadOnlyList<LocationPlan> plans, string jobType, CancellationToken ct) =>
        WriteAsync(transaction, party, [.. plans.Select(plan => new NewSite(plan, null))], jobType, ct);

    /// <summary>Writes the job. The answer is to be disposed after the commit (or after the rollback): that wakes the scheduler.</summary>
    /// <param name="transaction">The caller's; the row of the party must be in it or committed.</param>
    /// <param name="party">The CPO.</param>
    /// <param name="plans">In the order of the call; their ids are unique in the CPO.</param>
    /// <param name="jobType"><see cref="CreateLocations"/> or <see cref="CreateCpo"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AcceptedJob> WriteAsync(
        NpgsqlTransaction transaction, Party party, IReadOnlyList<NewSite> plans, string jobType, CancellationToken ct)
    {
        var (id, runId) = (Guid.CreateVersion7(time.GetUtcNow()), ChargerIds.NewWorkflowRunId());
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertJob,
            new
            {
                Id = id,
                party.OrganizationId,
                Party = party.Id,
                JobType = jobType,
                WorkflowRunId = runId,
                Total = plans.Count,
                TraceParent = Activity.Current?.Id,
            },
            transaction,
            cancellationToken: ct));
        var chunks = await CopyItemsAsync(transaction, id, plans, ct);
        if (chunks.Count == 0)
        {
            // Nothing that could become a location: the job ends as it begins.
            await JobCompletion.TryFinishAsync(transaction, [id], ct);
            return new AcceptedJob(id, runId, null);
        }

        return new AcceptedJob(id, runId, await schedule.ScheduleAsync(transaction, ChunkSchedule.Sites, id, chunks, ct));
    }

    /// <returns>The chunks that hold anything to do.</returns>
    private async Task<IReadOnlyList<int>> CopyItemsAsync(NpgsqlTransaction transaction, Guid jobId, IReadOnlyList<NewSite> sites, CancellationToken ct)
    {
        await using var copy = await transaction.Connection!.BeginBinaryImportAsync(CopyItems, ct);
        var (chunk, weight, ordinal) = (0, 0, 0);
        var chunks = new SortedSet<int>();
        var size = options.ChunkSize(sites.Sum(Weight));
        foreach (var site in sites)
        {
            // A chunk is full by its chargers: they are most of the work, and a location with many is a chunk of its own.
            if (weight > 0 && weight + Weight(site) > size)
                (chunk, weight) = (chunk + 1, 0);
            weight += Weight(site);
            if (site.Error is null)
                chunks.Add(chunk);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(jobId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(ordinal++, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(chunk, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(site.Plan.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(site.Plan.Chargers.Count, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(site.Error is null ? JsonSerializer.Serialize(site.Plan, PlanJson.Default.LocationPlan) : "null", NpgsqlDbType.Json, ct);
            await copy.WriteAsync(site.Error is null ? "PENDING" : "FAILED", NpgsqlDbType.Text, ct);
            await (site.Error is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(site.Error, NpgsqlDbType.Text, ct));
        }

        await copy.CompleteAsync(ct);
        return [.. chunks];
    }

    private static int Weight(NewSite site) => 1 + site.Plan.Chargers.Count;
}

/// <summary>One location of a call.</summary>
/// <param name="Error">Why it can never be made; null when it can be tried.</param>
public sealed record NewSite(LocationPlan Plan, string? Error);
