using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Sessions;

namespace Voltbench.Gateway.OcpiSessions;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/cdrs/{cdr_id}</c></summary>
internal static class GetOcpiCdr
{
    public static void MapGetOcpiCdr(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/cdrs/{cdr_id}", Get).Describe("get_ocpi_cdr", "A CDR of a CPO")
            .Answers<OcpiCdrBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, SessionReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var cpo = input.PathNumber("cpo_id");
        var id = input.PathText("cdr_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        return await reader.FindCdrAsync(tenant.OrganizationId, cpo, id, ct) is { } found
            ? ApiResults.Ok(OcpiCdrBody.Of(found, cpo), OcpiSessionsJson.Default.OcpiCdrBody)
            : ApiResults.NotFound($"CPO {cpo} has no CDR {id}.");
    }
}
