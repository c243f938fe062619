using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>GET /ocpi/emsps/{emsp_id}/tokens</c></summary>
internal static class ListEmspTokens
{
    public static void MapListEmspTokens(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/emsps/{emsp_id}/tokens", Get).Describe("list_emsp_tokens", "List the tokens of a simulated eMSP")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<EmspTokenBody>>(StatusCodes.Status200OK)
            .Also(404);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, EmspStore emsps, EmspTokens tokens, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is null)
            return EmspRoutes.Missing(id);
        var (rows, total) = await tokens.ListAsync(id, null, null, page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of(rows.Select(EmspTokenBody.Of).ToList(), total), EmspsJson.Default.PageEmspTokenBody);
    }
}
