using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Sessions;

namespace Voltbench.Gateway.OcpiSessions;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/sessions</c></summary>
internal static class ListOcpiSessions
{
    public static void MapListOcpiSessions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/sessions", Get).Describe("list_ocpi_sessions", "List the sessions of a CPO")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<OcpiSessionBody>>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, SessionReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var cpo = input.PathNumber("cpo_id");
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await reader.SessionsAsync(tenant.OrganizationId, cpo, page.Offset, page.Limit, ct) is not var (rows, total))
            return OcpiSessionRoutes.NoCpo(cpo);
        return ApiResults.Ok(page.Of<OcpiSessionBody>([.. rows.Select(row => OcpiSessionBody.Of(row, cpo))], total), OcpiSessionsJson.Default.SessionPage);
    }
}
