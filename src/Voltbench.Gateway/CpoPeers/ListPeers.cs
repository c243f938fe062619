using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.CpoPeers;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/peers</c></summary>
internal static class ListPeers
{
    public static void MapListPeers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/peers", Get).Describe("list_cpo_peers", "List the parties that are registered with a CPO")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<CpoPeerBody>>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, CpoReader parties, PeerDirectory directory, TokenPullStore pulls, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        var (cpo, refusal) = await parties.CpoAsync(input, tenant, ct);
        if (cpo is null)
            return refusal!;
        var peers = page.Cut(await directory.PeersOfAsync(cpo.Id, ct));
        var bodies = new List<CpoPeerBody>();
        foreach (var peer in peers.Data)
            bodies.Add(CpoPeerBody.Of(peer, await pulls.FindAsync(cpo.Id, peer.Id, ct)));
        return ApiResults.Ok(page.Of<CpoPeerBody>(bodies, peers.Total), PeersJson.Default.PeerPage);
    }
}
