using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Sessions;

namespace Voltbench.Gateway.OcpiSessions;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/sessions/{session_id}</c></summary>
internal static class GetOcpiSession
{
    public static void MapGetOcpiSession(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/sessions/{session_id}", Get).Describe("get_ocpi_session", "A session of a CPO")
            .Answers<OcpiSessionBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, SessionReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var cpo = input.PathNumber("cpo_id");
        var id = input.PathText("session_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        return await reader.FindSessionAsync(tenant.OrganizationId, cpo, id, ct) is { } found
            ? ApiResults.Ok(OcpiSessionBody.Of(found, cpo), OcpiSessionsJson.Default.OcpiSessionBody)
            : ApiResults.NotFound($"CPO {cpo} has no session {id}.");
    }
}
