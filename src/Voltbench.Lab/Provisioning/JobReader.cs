using Dapper;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Provisioning;

/// <summary>A bulk job as its caller sees it.</summary>
/// <param name="Total">Chargers asked for.</param>
/// <param name="Done">Chargers made and placed.</param>
/// <param name="Failed">Chargers given up.</param>
/// <param name="Error">JSON of the error of the whole; null when there is none.</param>
/// <param name="Created">In the order of the call; null until the job is final.</param>
/// <param name="Refused">In the order of the call; null until the job is final.</param>
public sealed record JobView(
    Guid Id,
    string JobType,
    string Status,
    string WorkflowRunId,
    string? Error,
    DateTimeOffset? ProvisionedAt,
    int Total,
    int Done,
    int Failed,
    IReadOnlyList<CreatedCharger>? Created,
    IReadOnlyList<RefusedCharger>? Refused)
{
    public bool IsFinal => Status is "READY" or "FAILED";
}

public sealed record CreatedCharger(string ChargerId, string Identity);

public sealed record RefusedCharger(string Identity, string Error);

/// <summary>Reads jobs. Progress is counted from the rows at each call.</summary>
public sealed class JobReader(LabDatabase database, ProvisioningProgress progress)
{
    private const string Job =
        """
        select j.id, j.job_type, j.status, j.workflow_run_id, j.error::text as error, j.provisioned_at, j.total,
               (i.made - case when j.status = 'PROVISIONING'
                    then (select count(*) from ocpp.chargers c where c.job_id = j.id and c.status = 'PROVISIONING' and c.desired <> 'deleted') else 0 end)::integer as done,
               i.failed::integer as failed
        from ocpp.jobs j
        cross join lateral (
            select count(*) filter (where status = 'DONE') as made, count(*) filter (where status = 'FAILED') as failed
            from ocpp.job_items where job_id = j.id) i
        where j.id = @JobId and j.organization_id = @OrganizationId and j.location_id = @LocationId
        """;

    private const string Items = "select charger_id, identity, status, error from ocpp.job_items where job_id = @JobId order by ordinal";

    /// <summary>The job of that location and organization; null when there is none.</summary>
    public async Task<JobView?> FindAsync(Guid organizationId, Guid locationId, Guid jobId, CancellationToken ct)
    {
        var key = new { OrganizationId = organizationId, LocationId = locationId, JobId = jobId };
        await using var connection = await database.OpenAsync(ct);
        var job = await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition(Job, key, cancellationToken: ct));
        if (job is { Status: "PROVISIONING" } && job.Done + job.Failed == job.Total)
        {
            // Its last unplaced chargers were deleted: nothing else will end it.
            await progress.FinishJobsAsync([jobId], ct);
            job = await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition(Job, key, cancellationToken: ct));
        }

        if (job is null)
            return null;
        var isFinal = job.Status is "READY" or "FAILED";
        var items = isFinal ? (await connection.QueryAsync<ItemRow>(new CommandDefinition(Items, key, cancellationToken: ct))).AsList() : null;
        return new JobView(
            job.Id, job.JobType, job.Status, job.WorkflowRunId, job.Error, job.ProvisionedAt, job.Total, job.Done, job.Failed,
            items?.Where(i => i.Status == "DONE").Select(i => new CreatedCharger(i.ChargerId, i.Identity)).ToList(),
            items?.Where(i => i.Status == "FAILED").Select(i => new RefusedCharger(i.Identity, i.Error ?? "")).ToList());
    }

    private sealed record JobRow
    {
        public Guid Id { get; init; }

        public string JobType { get; init; } = "";

        public string Status { get; init; } = "";

        public string WorkflowRunId { get; init; } = "";

        public string? Error { get; init; }

        public DateTimeOffset? ProvisionedAt { get; init; }

        public int Total { get; init; }

        public int Done { get; init; }

        public int Failed { get; init; }
    }

    private sealed record ItemRow
    {
        public string ChargerId { get; init; } = "";

        public string Identity { get; init; } = "";

        public string Status { get; init; } = "";

        public string? Error { get; init; }
    }
}
