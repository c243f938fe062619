using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 N06.</summary>
internal static class ClearVariableMonitoring
{
    public static void Handle(Station station, in RpcInput call)
    {
        var ids = OcppJson.Deserialize<ClearVariableMonitoringRequest>(call.Payload.Span).Id;
        var limit = station.Configuration.Get(StandardSettings.ClearVariableMonitoringMaxItems);
        station.Reply(call, new ClearVariableMonitoringResponse
        {
            ClearMonitoringResult =
            [
                .. ids.Select((id, index) => index < limit
                    ? new ClearMonitoringResult { Id = id, Status = station.Monitors.Remove(id) }
                    : new ClearMonitoringResult { Id = id, Status = ClearMonitoringStatus.Rejected, StatusInfo = Reasons.TooManyElements }),
            ],
        });
    }
}
