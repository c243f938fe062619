using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.CpoPeers;

/// <summary>The parties that are registered with a CPO, for its owner.</summary>
internal static class PeerRoutes
{
    public static void MapCpoPeers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("peers");
        group.MapListPeers();
        group.MapCreatePeer();
        group.MapGetPeer();
        group.MapDeletePeer();
        group.MapRenewPeer();
        group.MapPullTokens();
        group.MapCreateRegistrationToken();
    }

    /// <summary>The CPO of the path, or why not: a text that is no number is a 422, one of another organization a 404.</summary>
    public static async Task<(Party? Cpo, Answer? Refusal)> CpoAsync(this CpoReader parties, RequestReader input, Tenant tenant, CancellationToken ct)
    {
        var id = input.PathPartyId();
        if (input.Violations.Any)
            return (null, input.Violations.Result);
        return await parties.FindAsync(tenant.OrganizationId, id, ct) is { } cpo
            ? (cpo.Party, null)
            : (null, ApiResults.NotFound($"There is no CPO {input.PathText("cpo_id")}."));
    }

    /// <summary>The CPO and the peer of the path, or why not.</summary>
    public static async Task<(Party? Cpo, Peer? Peer, Answer? Refusal)> PeerAsync(
        this CpoReader parties, RequestReader input, Tenant tenant, PeerDirectory directory, CancellationToken ct)
    {
        var peerId = input.PathPartyId("peer_id");
        var (cpo, refusal) = await parties.CpoAsync(input, tenant, ct);
        if (cpo is null)
            return (null, null, refusal);
        return await directory.FindPeerAsync(cpo.Id, peerId, ct) is { } peer
            ? (cpo, peer, null)
            : (null, null, ApiResults.NotFound($"CPO {cpo.Id} has no peer {input.PathText("peer_id")}."));
    }

    /// <summary>The other platform is at fault; what it did is told.</summary>
    public static Answer Failed(PeerFault fault) => ApiResults.Problem(StatusCodes.Status502BadGateway, $"{fault.Message} (OCPI status {fault.StatusCode})");
}
