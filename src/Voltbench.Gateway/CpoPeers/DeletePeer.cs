using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.CpoPeers;

/// <summary><c>DELETE /ocpi/cpos/{cpo_id}/peers/{peer_id}</c>: ends the registration; the peer is told once.</summary>
internal static class DeletePeer
{
    public static void MapDeletePeer(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/ocpi/cpos/{cpo_id}/peers/{peer_id}", Delete).Describe("delete_cpo_peer", "End the registration of a peer; it is told once, and gone whatever it says")
            .AnswersNothing()
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Delete(HttpContext http, Tenant tenant, CpoReader parties, PeerDirectory directory, Handshake handshake, CancellationToken ct)
    {
        var (cpo, peer, refusal) = await parties.PeerAsync(new RequestReader(http), tenant, directory, ct);
        if (refusal is not null)
            return refusal;
        await handshake.EndAsync(cpo!, peer!, ct);
        return ApiResults.NoContent();
    }
}
