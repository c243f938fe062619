using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.CpoPeers;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/peers/{peer_id}/renew</c>: PUT of the CPO's credentials.</summary>
internal static class RenewPeer
{
    public static void MapRenewPeer(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/cpos/{cpo_id}/peers/{peer_id}/renew", Post).Describe("renew_cpo_peer", "Exchange the tokens with a peer and read its endpoints anew")
            .Answers<CpoPeerBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway);

    private static async Task<Answer> Post(
        HttpContext http, Tenant tenant, CpoReader parties, PeerDirectory directory, Handshake handshake, TokenPullStore pulls, PublicAddress address, CancellationToken ct)
    {
        var (cpo, peer, refusal) = await parties.PeerAsync(new RequestReader(http), tenant, directory, ct);
        if (refusal is not null)
            return refusal;
        var result = await handshake.RenewAsync(cpo!, peer!, address.Of(http.Request), ct);
        return result.Peer is { } renewed
            ? ApiResults.Ok(CpoPeerBody.Of(renewed, await pulls.FindAsync(cpo!.Id, renewed.Id, ct)), PeersJson.Default.CpoPeerBody)
            : PeerRoutes.Failed(result.Fault!);
    }
}
