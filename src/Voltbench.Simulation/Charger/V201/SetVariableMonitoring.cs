using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 N04: each monitor by itself. What is beyond the number that the station takes is refused.</summary>
internal static class SetVariableMonitoring
{
    public static void Handle(Station station, in RpcInput call)
    {
        var items = OcppJson.Deserialize<SetVariableMonitoringRequest>(call.Payload.Span).SetMonitoringData;
        var limit = station.Configuration.Get(StandardSettings.SetVariableMonitoringMaxItems);
        station.Reply(call, new SetVariableMonitoringResponse
        {
            SetMonitoringResult = [.. items.Select((item, index) => index < limit ? station.Monitors.Set(item) : Refused(item))],
        });
    }

    private static SetMonitoringResult Refused(SetMonitoringData item) => new()
    {
        Status = SetMonitoringStatus.Rejected,
        StatusInfo = Reasons.TooManyElements,
        Type = item.Type,
        Severity = item.Severity,
        Component = item.Component,
        Variable = item.Variable,
    };
}
