using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Gateway.Cpos;

/// <summary><c>GET /ocpi/cpos</c></summary>
internal static class ListCpos
{
    public static void MapListCpos(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos", Get).Describe("list_cpos", "List the CPOs that are alive")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<CpoBody>>(StatusCodes.Status200OK);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, CpoReader reader, PublicAddress address, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        var (rows, total) = await reader.ListAsync(tenant.OrganizationId, page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of<CpoBody>([.. rows.Select(cpo => CpoViews.Show(cpo, address, http.Request))], total), CposJson.Default.CpoPage);
    }
}
