using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.CpoPeers;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/peers/{peer_id}</c></summary>
internal static class GetPeer
{
    public static void MapGetPeer(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/peers/{peer_id}", Get).Describe("get_cpo_peer", "Get a party that is registered with a CPO")
            .Answers<CpoPeerBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, CpoReader parties, PeerDirectory directory, TokenPullStore pulls, CancellationToken ct)
    {
        var (cpo, peer, refusal) = await parties.PeerAsync(new RequestReader(http), tenant, directory, ct);
        return refusal ?? ApiResults.Ok(CpoPeerBody.Of(peer!, await pulls.FindAsync(cpo!.Id, peer!.Id, ct)), PeersJson.Default.CpoPeerBody);
    }
}
