using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Csms.V16.Core;

/// <summary>Id tags in the spelling of 1.6.</summary>
internal static class Tags
{
    private const int MaxLength = 20; // CiString20Type

    public static IdTagInfo InfoOf(TokenVerdict verdict) => new()
    {
        Status = verdict.Status switch
        {
            TokenStatus.Accepted => AuthorizationStatus.Accepted,
            TokenStatus.Blocked or TokenStatus.NoCredit or TokenStatus.NotAtThisLocation => AuthorizationStatus.Blocked,
            TokenStatus.Expired => AuthorizationStatus.Expired,
            TokenStatus.ConcurrentTx => AuthorizationStatus.ConcurrentTx,
            _ => AuthorizationStatus.Invalid,
        },
        ParentIdTag = verdict.ParentId is { Length: > 0 and <= MaxLength } parent ? parent : null,
        ExpiryDate = verdict.Expiry,
    };
}
