using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Gateway.LocationChargers;

/// <summary><c>GET /ocpp/locations/{location_id}/chargers/jobs/{job_id}</c></summary>
internal static class GetChargersJob
{
    public static void MapGetChargersJob(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/locations/{location_id}/chargers/jobs/{job_id}", Get).Describe("get_chargers_job", "How far a bulk creation is")
            .Answers<ChargersJobBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, JobReader jobs, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var (location, id) = (input.PathUuid("location_id"), input.PathUuid("job_id"));
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await jobs.FindAsync(tenant.OrganizationId, location, id, ct) is not { } job)
            return ApiResults.NotFound($"The location {location} has no job {id}.");

        var body = new ChargersJobBody(
            job.Id,
            job.JobType,
            job.Status,
            job.WorkflowRunId,
            job.Error is null ? null : JsonElement.Parse(job.Error),
            job is { Created: { } created, Refused: { } refused }
                ? new ChargersJobResults(
                    [.. created.Select(c => new CreatedResult(c.ChargerId, c.Identity))],
                    [.. refused.Select(r => new FailedResult(r.Identity, r.Error))])
                : null,
            new ChargersJobProgress(job.Total, job.Done, job.Failed),
            job.ProvisionedAt?.UtcDateTime);
        var answer = ApiResults.Ok(body, LocationChargersJson.Default.ChargersJobBody);
        return job.IsFinal ? answer : answer with { RetryAfterSeconds = 1 };
    }
}
