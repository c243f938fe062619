using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.4. A cache that is switched off cannot be cleared (errata 3.23).</summary>
internal static class ClearCache
{
    public static void Handle(Station station, in RpcInput call)
    {
        var isEnabled = station.KnownTokens.IsCacheEnabled;
        if (isEnabled)
            _ = station.KnownTokens.ClearCache();
        station.Reply(call, new ClearCacheResponse { Status = isEnabled ? ClearCacheStatus.Accepted : ClearCacheStatus.Rejected });
    }
}
