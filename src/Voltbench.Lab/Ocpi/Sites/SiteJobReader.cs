using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>A job that makes locations, as its caller sees it.</summary>
/// <param name="Error">JSON of the error of the whole; null when there is none.</param>
/// <param name="Locations">Locations made whole, with all their chargers placed.</param>
/// <param name="Chargers">Chargers made and placed.</param>
/// <param name="LocationIds">In the order of the call; null until the job is final.</param>
/// <param name="Refused">In the order of the call; null until the job is final.</param>
public sealed record SiteJobView(
    Guid Id,
    string JobType,
    string Status,
    string WorkflowRunId,
    string? Error,
    DateTimeOffset? ProvisionedAt,
    SiteProgress Locations,
    SiteProgress Chargers,
    IReadOnlyList<Guid>? LocationIds,
    IReadOnlyList<RefusedSite>? Refused)
{
    public bool IsFinal => Status is "READY" or "FAILED";
}

/// <param name="Total">Asked for; of chargers those of locations that were made or wait to be.</param>
public sealed record SiteProgress(int Total, int Done, int Failed);

/// <param name="Index">Place in the call, from 0.</param>
public sealed record RefusedSite(int Index, string Error);

/// <summary>Reads jobs that make locations. Progress is counted from the rows at each call.</summary>
public sealed class SiteJobReader(LabDatabase database, ProvisioningProgress progress)
{
    private const string Job =
        """
        select j.id, j.job_type, j.status, j.workflow_run_id, j.error::text as error, j.provisioned_at, j.total, i.failed::integer as failed,
               (i.made - c.open_locations)::integer as done, i.chargers::integer as chargers, (i.placed - c.open)::integer as chargers_done
        from ocpp.jobs j
        cross join lateral (
            select count(*) filter (where status = 'DONE') as made, count(*) filter (where status = 'FAILED') as failed,
                   coalesce(sum(chargers) filter (where status <> 'FAILED'), 0) as chargers, coalesce(sum(chargers) filter (where status = 'DONE'), 0) as placed
            from ocpp.ocpi_job_items where job_id = j.id) i
        cross join lateral (
            select count(*) as open, count(distinct location_id) as open_locations
            from ocpp.chargers where job_id = j.id and status = 'PROVISIONING' and desired <> 'deleted') c
        where j.id = @JobId and j.organization_id = @OrganizationId and j.partner_operation_id = @Party
        """;

    private const string Items = "select ordinal, location_id, status, error from ocpp.ocpi_job_items where job_id = @JobId order by ordinal";

    /// <summary>The job of that CPO and organization; null when there is none.</summary>
    public async Task<SiteJobView?> FindAsync(Guid organizationId, long party, Guid jobId, CancellationToken ct)
    {
        var key = new { OrganizationId = organizationId, Party = party, JobId = jobId };
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
        return new SiteJobView(
            job.Id, job.JobType, job.Status, job.WorkflowRunId, job.Error, job.ProvisionedAt,
            new SiteProgress(job.Total, job.Done, job.Failed),
            new SiteProgress(job.Chargers, job.ChargersDone, 0),
            items?.Where(i => i.Status == "DONE").Select(i => i.LocationId).ToList(),
            items?.Where(i => i.Status == "FAILED").Select(i => new RefusedSite(i.Ordinal, i.Error ?? "")).ToList());
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

        public int Chargers { get; init; }

        public int ChargersDone { get; init; }
    }

    private sealed record ItemRow
    {
        public int Ordinal { get; init; }

        public Guid LocationId { get; init; }

        public string Status { get; init; } = "";

        public string? Error { get; init; }
    }
}
