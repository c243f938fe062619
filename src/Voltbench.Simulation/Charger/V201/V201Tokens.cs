using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>Tokens in the words of OCPP 2.0.1.</summary>
internal static class V201Tokens
{
    public static Token Of(IdToken token) => new(token.Token, token.Type);

    public static IdToken Of(Token token) => new() { Token = token.Id, Type = token.Type };

    /// <summary>A contract whose certificate the CSMS objects to does not charge, whatever the token is worth (C07).</summary>
    public static TokenStanding Of(AuthorizeResponse response) => response.CertificateStatus is null or AuthorizeCertificateStatus.Accepted
        ? Of(response.IdTokenInfo)
        : Of(response.IdTokenInfo) with { Status = AuthorizationStatus.Invalid };

    public static TokenStanding Of(IdTokenInfo info) => new()
    {
        Status = info.Status,
        Expires = info.CacheExpiryDateTime,
        GroupId = info.GroupIdToken?.Token,
        EvseIds = info.EvseId,
        Message = info.PersonalMessage?.Content,
    };
}
