using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.14: sessions end with the kind of reset as their reason, then the station boots again.</summary>
internal static class Reset
{
    public static void Handle(Station station, in RpcInput call)
    {
        var type = OcppJson.Deserialize<ResetRequest>(call.Payload.Span).Type;
        station.Reply(call, new ResetResponse { Status = ResetStatus.Accepted });
        station.Departure.Reset(type == ResetType.Hard ? StopReason.HardReset : StopReason.SoftReset);
    }
}
