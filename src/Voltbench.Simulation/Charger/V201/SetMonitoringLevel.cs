using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Monitoring;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 N05: severities are 0 (danger) to 9 (debug).</summary>
internal static class SetMonitoringLevel
{
    public static void Handle(Station station, in RpcInput call)
    {
        var severity = OcppJson.Deserialize<SetMonitoringLevelRequest>(call.Payload.Span).Severity;
        if (severity is < 0 or > Monitors.MaxSeverity)
        {
            station.Reply(call, new SetMonitoringLevelResponse { Status = GenericStatus.Rejected, StatusInfo = Reasons.Of("ValueOutOfRange") });
            return;
        }

        station.Monitors.SetLevel(severity);
        station.Reply(call, new SetMonitoringLevelResponse { Status = GenericStatus.Accepted });
    }
}
