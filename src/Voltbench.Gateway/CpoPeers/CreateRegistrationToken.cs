using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.CpoPeers;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/registration-tokens</c>: one more token A, for another eMSP or one that lost its way.</summary>
internal static class CreateRegistrationToken
{
    public static void MapCreateRegistrationToken(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/cpos/{cpo_id}/registration-tokens", Post)
            .Describe("create_cpo_registration_token", "Make one more token A: each is good for one registration and is shown here only")
            .Answers<RegistrationTokenBody>(StatusCodes.Status201Created)
            .Also(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, CpoReader parties, PeerStore peers, PublicAddress address, CancellationToken ct)
    {
        var (cpo, refusal) = await parties.CpoAsync(new RequestReader(http), tenant, ct);
        if (cpo is null)
            return refusal!;
        return await peers.IssueRegistrationAsync(cpo, ct) is { } token
            ? ApiResults.Json(
                StatusCodes.Status201Created, new RegistrationTokenBody(token, PartyLinks.Versions(cpo, address.Of(http.Request))), PeersJson.Default.RegistrationTokenBody)
            : ApiResults.Conflict($"The CPO has {PeerStore.MaxRegistrations} tokens that nobody has used yet; use one of them.");
    }
}
