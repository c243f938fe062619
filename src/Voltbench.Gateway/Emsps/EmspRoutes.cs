using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Emsps;

/// <summary>Simulated eMSPs: the partner that a CPO is tested against.</summary>
internal static class EmspRoutes
{
    public static void MapEmsps(this IEndpointRouteBuilder routes)
    {
        // Made now so that it hears of results from the first moment on.
        routes.ServiceProvider.GetRequiredService<EmspCommands>();
        var group = routes.MapGroup("").WithTags("emsps");
        group.MapListEmsps();
        group.MapCreateEmsp();
        group.MapGetEmsp();
        group.MapDeleteEmsp();
        group.MapStartHandshake();
        group.MapListEmspTokens();
        group.MapPutEmspTokens();
        group.MapPullModule();
        group.MapListEmspObjects();
        group.MapSendCommand();
        group.MapListEmspCommands();
        group.MapGetEmspCommand();
        group.MapChargingProfiles();
        group.MapSendRequest();
        group.MapGetEmspReport();
    }

    public static Answer Missing(long id) => ApiResults.NotFound($"There is no eMSP {id}.");

    /// <summary>The eMSP of the path and the CPO that is meant: the one named, or the only one.</summary>
    public static async Task<(Party? Emsp, Peer? Cpo, Answer? Refusal)> FindPeerAsync(
        this EmspStore emsps, PeerDirectory peers, Tenant tenant, long id, int? peerId, CancellationToken ct)
    {
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is not { } row)
            return (null, null, Missing(id));
        var known = await peers.PeersOfAsync(id, ct);
        if (peerId is { } wanted)
        {
            return known.FirstOrDefault(peer => peer.Id == wanted) is { } named
                ? (row.ToParty(tenant.OrganizationId), named, null)
                : (null, null, ApiResults.NotFound($"eMSP {id} has no peer {wanted}."));
        }

        return known switch
        {
            [var only] => (row.ToParty(tenant.OrganizationId), only, null),
            [] => (null, null, ApiResults.Conflict($"eMSP {id} has no peer yet: POST /ocpi/emsps/{id}/handshake with the CPO's url and token A.")),
            _ => (null, null, ApiResults.Conflict($"eMSP {id} has {known.Count} peers: say which in peer_id.")),
        };
    }
}
