using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.Tokens;

/// <summary>Tokens, receiver side of a CPO (2.1.1 mod_tokens §2.1, 2.2.1 mod_tokens, Receiver Interface).</summary>
internal static class TokensModule
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        const string one = "tokens/{country_code}/{party_id}/{token_uid}";
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
        {
            routes.ServeOcpi(version, PartyRole.Cpo, "tokens", ModuleSide.Receiver);
            routes.MapOcpi(version, PartyRole.Cpo, HttpMethods.Get, one, GetToken.AnswerAsync);
            routes.MapOcpi(version, PartyRole.Cpo, HttpMethods.Put, one, PutToken.AnswerAsync);
            routes.MapOcpi(version, PartyRole.Cpo, HttpMethods.Patch, one, PatchToken.AnswerAsync);
        }
    }
}
