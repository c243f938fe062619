using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 C11.</summary>
internal static class ClearCache
{
    public static void Handle(Station station, in RpcInput call)
    {
        var isEnabled = station.KnownTokens.IsCacheEnabled;
        if (isEnabled)
            _ = station.KnownTokens.ClearCache();
        station.Reply(call, new ClearCacheResponse
        {
            Status = isEnabled ? ClearCacheStatus.Accepted : ClearCacheStatus.Rejected,
            StatusInfo = isEnabled ? null : new StatusInfo { ReasonCode = "NotEnabled" },
        });
    }
}
