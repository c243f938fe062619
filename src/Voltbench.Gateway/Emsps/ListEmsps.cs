using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>GET /ocpi/emsps</c></summary>
internal static class ListEmsps
{
    public static void MapListEmsps(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/emsps", Get).Describe("list_emsps", "List simulated eMSPs")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<EmspBody>>(StatusCodes.Status200OK);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        var (rows, total) = await emsps.ListAsync(tenant.OrganizationId, page.Offset, page.Limit, ct);
        var bodies = new List<EmspBody>(rows.Count);
        foreach (var row in rows)
            bodies.Add(EmspBody.Of(row, await peers.PeersOfAsync(row.Id, ct)));
        return ApiResults.Ok(page.Of(bodies, total), EmspsJson.Default.PageEmspBody);
    }
}
