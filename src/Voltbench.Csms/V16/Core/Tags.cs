using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Csms.V16.Core;

/// <summary>Id tags in the spelling of 1.6.</summary>
internal static class Tags
{
    public static IdTagInfo InfoOf(Station station, string idTag) => new()
    {
        Status = station.Options.StatusOf(idTag) switch
        {
            TokenStatus.Accepted => AuthorizationStatus.Accepted,
            TokenStatus.Blocked => AuthorizationStatus.Blocked,
            TokenStatus.Expired => AuthorizationStatus.Expired,
            TokenStatus.ConcurrentTx => AuthorizationStatus.ConcurrentTx,
            _ => AuthorizationStatus.Invalid,
        },
    };
}
