using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Tokens;
using Standing = Voltbench.Ocpp.V201.Types.AuthorizationStatus;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>Tokens in the words of OCPP 1.6 §7.27.</summary>
internal static class V16Tokens
{
    public static TokenStanding Of(IdTagInfo info) => new()
    {
        Status = info.Status switch
        {
            AuthorizationStatus.Accepted => Standing.Accepted,
            AuthorizationStatus.Blocked => Standing.Blocked,
            AuthorizationStatus.Expired => Standing.Expired,
            AuthorizationStatus.ConcurrentTx => Standing.ConcurrentTx,
            _ => Standing.Invalid,
        },
        Expires = info.ExpiryDate,
        GroupId = info.ParentIdTag,
    };
}
