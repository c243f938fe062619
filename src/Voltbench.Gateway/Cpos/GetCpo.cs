using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Gateway.Cpos;

/// <summary><c>GET /ocpi/cpos/{cpo_id}</c></summary>
internal static class GetCpo
{
    public static void MapGetCpo(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}", Get).Describe("get_cpo", "Get a CPO; never with its token")
            .Answers<CpoBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, CpoReader reader, PublicAddress address, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId();
        if (input.Violations.Any)
            return input.Violations.Result;
        return await reader.FindAsync(tenant.OrganizationId, id, ct) is { } cpo
            ? ApiResults.Ok(CpoViews.Show(cpo, address, http.Request), CposJson.Default.CpoBody)
            : CpoRoutes.Missing(http);
    }
}
