using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.Cpos;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/status</c></summary>
internal static class GetCpoStatus
{
    public static void MapGetCpoStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/status", Get).Describe("get_cpo_status", "How far the creation of a CPO is")
            .Answers<CpoStatusBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, CpoReader reader, SiteJobReader jobs, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await reader.FindAsync(tenant.OrganizationId, id, ct) is not { } cpo)
            return CpoRoutes.Missing(http);
        var job = cpo.JobId is { } jobId ? await jobs.FindAsync(tenant.OrganizationId, id, jobId, ct) : null;
        if (!cpo.IsFinal && job is { IsFinal: true })
            cpo = await reader.FindAsync(tenant.OrganizationId, id, ct) ?? cpo;

        var body = new CpoStatusBody(
            CpoLinks.Id(id),
            cpo.Status,
            CpoLinks.Status(id),
            cpo.WorkflowRunId,
            cpo.Error is null ? null : JsonElement.Parse(cpo.Error),
            Progress(cpo, job),
            cpo.ProvisionedAt?.UtcDateTime,
            cpo.CreatedAt.UtcDateTime,
            cpo.UpdatedAt.UtcDateTime);
        var answer = ApiResults.Ok(body, CposJson.Default.CpoStatusBody);
        return cpo.IsFinal ? answer : answer with { RetryAfterSeconds = 1 };
    }

    private static CpoProgressBody? Progress(CpoRecord cpo, SiteJobView? job) => cpo.Status == "PENDING" || job is null
        ? null
        : new CpoProgressBody(new CountBody(job.Locations.Done, job.Locations.Total), new CountBody(job.Chargers.Done, job.Chargers.Total));
}
