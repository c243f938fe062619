using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/locations/jobs/{job_id}</c></summary>
internal static class GetOcpiLocationsJob
{
    public static void MapGetOcpiLocationsJob(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/locations/jobs/{job_id}", Get).Describe("get_ocpi_locations_job", "How far a bulk creation of locations is")
            .Answers<OcpiLocationsJobBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, SiteOwners cpos, SiteJobReader jobs, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var (cpoId, id) = (input.PathPartyId(), input.PathUuid("job_id"));
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await cpos.FindAsync(tenant.OrganizationId, cpoId, ct) is null)
            return CpoRoutes.Missing(http);
        if (await jobs.FindAsync(tenant.OrganizationId, cpoId, id, ct) is not { } job)
            return ApiResults.NotFound($"The CPO {cpoId} has no job {id}.");

        var body = new OcpiLocationsJobBody(
            job.Id,
            job.JobType,
            job.Status,
            job.WorkflowRunId,
            job.Error is null ? null : JsonElement.Parse(job.Error),
            job is { LocationIds: { } made, Refused: { } refused }
                ? new OcpiLocationsJobResults(made, [.. refused.Select(r => new FailedOcpiLocation(r.Index, r.Error))])
                : null,
            new OcpiLocationsJobProgress(job.Locations.Total, job.Locations.Done, job.Locations.Failed),
            job.ProvisionedAt?.UtcDateTime);
        var answer = ApiResults.Ok(body, OcpiLocationsJson.Default.OcpiLocationsJobBody);
        return job.IsFinal ? answer : answer with { RetryAfterSeconds = 1 };
    }
}
