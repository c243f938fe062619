using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 B11, B12. A single EVSE cannot be reset.</summary>
internal static class Reset
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ResetRequest>(call.Payload.Span);
        if (request.EvseId is not null)
        {
            station.Reply(call, new ResetResponse { Status = ResetStatus.Rejected });
            return;
        }

        var mustWait = request.Type == ResetType.OnIdle && !station.IsIdle;
        station.Reply(call, new ResetResponse { Status = mustWait ? ResetStatus.Scheduled : ResetStatus.Accepted });
        if (mustWait)
            station.Departure.ResetWhenIdle();
        else
            station.Departure.Reset(StopReason.HardReset);
    }
}
