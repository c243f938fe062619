using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.CpoPeers;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/peers/{peer_id}/pull-tokens</c></summary>
internal static class PullTokens
{
    public static void MapPullTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/cpos/{cpo_id}/peers/{peer_id}/pull-tokens", Post).Describe("pull_cpo_peer_tokens", "Pull the tokens of a peer now; the peer shows how far it is")
            .Takes<PullTokensBody>(optional: true)
            .Answers<TokenPullBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, CpoReader parties, PeerDirectory directory, TokenPullStore pulls, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var isFull = (await input.OptionalBodyAsync(ct)) is { IsUndefined: false } body ? body.AsObject().OptionalBool("full").Value ?? true : true;
        var (cpo, peer, refusal) = await parties.PeerAsync(input, tenant, directory, ct);
        if (refusal is not null)
            return refusal;
        if (peer!.Endpoint("tokens", ModuleSide.Sender) is null)
            return ApiResults.Conflict("The peer has no tokens to pull: its version details list no tokens endpoint of a sender.");
        await pulls.RequestAsync(cpo!.Id, peer.Id, isFull, ct);
        return await pulls.FindAsync(cpo.Id, peer.Id, ct) is { } state
            ? ApiResults.Json(StatusCodes.Status202Accepted, TokenPullBody.Of(state), PeersJson.Default.TokenPullBody)
            : ApiResults.NotFound($"CPO {cpo.Id} has no peer {peer.Id}.");
    }
}
