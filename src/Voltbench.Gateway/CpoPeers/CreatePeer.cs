using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.CpoPeers;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/peers</c>: the CPO registers with another platform. May be repeated after any failure.</summary>
internal static class CreatePeer
{
    private const int MaxUrl = 255;
    private const int MaxToken = 64;

    public static void MapCreatePeer(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/cpos/{cpo_id}/peers", Post).Describe("create_cpo_peer", "Register a CPO with another platform: the handshake with the CPO as its sender")
            .Takes<CreateCpoPeerBody>()
            .Answers<CpoPeerBody>(StatusCodes.Status201Created)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status502BadGateway);

    private static async Task<Answer> Post(
        HttpContext http,
        Tenant tenant,
        CpoReader parties,
        Handshake handshake,
        PeerDiscovery discovery,
        TokenPullStore pulls,
        PublicAddress address,
        CancellationToken ct)
    {
        var input = new RequestReader(http);
        var body = (await input.BodyAsync(ct)).AsObject();
        var url = body.String("versions_url", 1, MaxUrl);
        var token = body.String("token", 1, MaxToken);
        var (cpo, refusal) = await parties.CpoAsync(input, tenant, ct);
        if (cpo is null)
            return refusal!;
        if (discovery.ReadUrl(url, "versions_url", out var objection) is null)
            return ApiResults.BadRequest(objection!.Message);
        var result = await handshake.StartAsync(cpo, url, token, address.Of(http.Request), ct);
        return result.Peer is { } peer
            ? ApiResults.Json(StatusCodes.Status201Created, CpoPeerBody.Of(peer, await pulls.FindAsync(cpo.Id, peer.Id, ct)), PeersJson.Default.CpoPeerBody)
            : PeerRoutes.Failed(result.Fault!);
    }
}
