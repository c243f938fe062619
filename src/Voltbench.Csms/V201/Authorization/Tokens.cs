using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.Authorization;

/// <summary>Tokens in the spelling of 2.0.1.</summary>
internal static class Tokens
{
    public static IdTokenInfo InfoOf(Station station, IdToken token) => new()
    {
        Status = station.Options.StatusOf(token.Token) switch
        {
            TokenStatus.Accepted => AuthorizationStatus.Accepted,
            TokenStatus.Blocked => AuthorizationStatus.Blocked,
            TokenStatus.Expired => AuthorizationStatus.Expired,
            TokenStatus.ConcurrentTx => AuthorizationStatus.ConcurrentTx,
            _ => AuthorizationStatus.Invalid,
        },
    };
}
