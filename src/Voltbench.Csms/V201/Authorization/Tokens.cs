using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.Authorization;

/// <summary>Tokens in the spelling of 2.0.1.</summary>
internal static class Tokens
{
    private const int MaxLength = 36;

    /// <summary>What a token is worth. Where nobody authorizes (C02, AuthCtrlr.Enabled false) everybody may charge.</summary>
    public static ValueTask<TokenVerdict> DecideAsync(Station station, IdToken token, TokenPurpose purpose, TransactionEventRequest? transaction = null) =>
        token.Type == IdTokenType.NoAuthorization
            ? ValueTask.FromResult(new TokenVerdict(TokenStatus.Accepted))
            : station.DecideAsync(
                token.Token,
                purpose,
                NameOf(token.Type),
                transaction?.Evse?.Id,
                transaction?.Evse?.ConnectorId,
                transaction?.TransactionInfo.RemoteStartId,
                transaction?.ReservationId,
                transaction?.TransactionInfo.TransactionId);

    public static IdTokenInfo InfoOf(TokenVerdict verdict) => new()
    {
        Status = verdict.Status switch
        {
            TokenStatus.Accepted => AuthorizationStatus.Accepted,
            TokenStatus.Blocked => AuthorizationStatus.Blocked,
            TokenStatus.Expired => AuthorizationStatus.Expired,
            TokenStatus.ConcurrentTx => AuthorizationStatus.ConcurrentTx,
            TokenStatus.Unknown => AuthorizationStatus.Unknown,
            TokenStatus.NoCredit => AuthorizationStatus.NoCredit,
            TokenStatus.NotAtThisLocation => AuthorizationStatus.NotAtThisLocation,
            _ => AuthorizationStatus.Invalid,
        },
        GroupIdToken = verdict.ParentId is { Length: > 0 and <= MaxLength } parent ? new IdToken { Token = parent, Type = IdTokenType.Central } : null,
        CacheExpiryDateTime = verdict.Expiry,
    };

    private static string NameOf(IdTokenType type) => type == IdTokenType.EMAID ? "eMAID" : type.ToString();
}
