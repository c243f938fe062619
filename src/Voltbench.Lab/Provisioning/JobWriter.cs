using System.Data;
using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Provisioning;

/// <summary>
/// Stores a bulk job: the job, its items and the triggers of its first firings, all in the caller's transaction. Whatever happens before the commit
/// leaves nothing; whatever happens after it loses nothing.
/// </summary>
public sealed class JobWriter(ChunkSchedule schedule, ProvisioningOptions options, TimeProvider time)
{
    private const string InsertJob =
        """
        insert into ocpp.jobs (id, organization_id, location_id, job_type, status, workflow_run_id, request, total, traceparent)
        values (@Id, @OrganizationId, @LocationId, 'create_chargers', 'PROVISIONING', @WorkflowRunId, @Request, @Total, @TraceParent)
        """;

    private const string CopyItems =
        "copy ocpp.job_items (job_id, ordinal, chunk, charger_id, identity, group_no, status, error) from stdin (format binary)";

    /// <summary>Writes the job. The answer is to be disposed after the commit (or after the rollback): that wakes the scheduler.</summary>
    public async Task<AcceptedJob> WriteAsync(NpgsqlTransaction transaction, NewJob job, CancellationToken ct)
    {
        var (id, runId) = (Guid.CreateVersion7(time.GetUtcNow()), ChargerIds.NewWorkflowRunId());
        await InsertJobAsync(transaction, id, runId, job, ct);
        var chunks = await CopyItemsAsync(transaction, id, job.Items, ct);
        if (chunks.Count == 0)
        {
            // Nothing that could become a charger: the job ends as it begins.
            await JobCompletion.TryFinishAsync(transaction, [id], ct);
            return new AcceptedJob(id, runId, null);
        }

        return new AcceptedJob(id, runId, await schedule.ScheduleAsync(transaction, ChunkSchedule.Chargers, id, chunks, ct));
    }

    private static Task InsertJobAsync(NpgsqlTransaction transaction, Guid id, string workflowRunId, NewJob job, CancellationToken ct)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertJob,
            new
            {
                Id = id,
                job.OrganizationId,
                job.LocationId,
                WorkflowRunId = workflowRunId,
                Request = new Jsonb(JsonSerializer.Serialize(job.Templates, ProvisioningJson.Default.IReadOnlyListChargerTemplate)),
                Total = job.Items.Count,
                TraceParent = Activity.Current?.Id,
            },
            transaction,
            cancellationToken: ct));

    /// <returns>The chunks that hold anything to do.</returns>
    private async Task<IReadOnlyList<int>> CopyItemsAsync(NpgsqlTransaction transaction, Guid jobId, IReadOnlyList<NewJobItem> items, CancellationToken ct)
    {
        var size = options.ChunkSize(items.Count);
        var chunks = new SortedSet<int>();
        await using var copy = await transaction.Connection!.BeginBinaryImportAsync(CopyItems, ct);
        for (var ordinal = 0; ordinal < items.Count; ordinal++)
        {
            var item = items[ordinal];
            var chunk = ordinal / size;
            if (item.Error is null)
                chunks.Add(chunk);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(jobId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(ordinal, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(chunk, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(item.ChargerId, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(item.Identity, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(item.Group, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(item.Error is null ? "PENDING" : "FAILED", NpgsqlDbType.Text, ct);
            await (item.Error is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(item.Error, NpgsqlDbType.Text, ct));
        }

        await copy.CompleteAsync(ct);
        return [.. chunks];
    }
}
