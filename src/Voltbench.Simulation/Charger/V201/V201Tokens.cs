using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>Tokens in the words of OCPP 2.0.1.</summary>
internal static class V201Tokens
{
    public static Token Of(IdToken token) => new(token.Token, token.Type);

    public static IdToken Of(Token token) => new() { Token = token.Id, Type = token.Type };

    public static TokenStanding Of(IdTokenInfo info) => new()
    {
        Status = info.Status,
        Expires = info.CacheExpiryDateTime,
        GroupId = info.GroupIdToken?.Token,
        EvseIds = info.EvseId,
    };
}
