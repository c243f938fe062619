using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.DeviceModel;
using Voltbench.Simulation.Charger.Monitoring;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 N02: monitors of chosen variables, of chosen kinds, or of both.</summary>
internal static class GetMonitoringReport
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetMonitoringReportRequest>(call.Payload.Span);
        var tooMany = request.ComponentVariable?.Count > station.Configuration.Get(StandardSettings.GetReportMaxItems);
        if ((tooMany ? Reasons.TooManyElements : station.Reports.Refusal) is { } refusal)
        {
            station.Reply(call, new GetMonitoringReportResponse { Status = GenericDeviceModelStatus.Rejected, StatusInfo = refusal });
            return;
        }

        MonitoringData[] data =
        [
            .. station.Monitors.All
                .Where(m => ComponentFilter.Matches(request.ComponentVariable, m.Variable) && request.MonitoringCriteria?.Contains(KindOf(m)) != false)
                .GroupBy(static m => (m.Variable.Name, m.Variable.Connector))
                .Select(static g => new MonitoringData
                {
                    Component = g.First().Variable.Component,
                    Variable = g.First().Variable.Variable,
                    VariableMonitoring = [.. g.Select(Of)],
                }),
        ];
        station.Reply(call, new GetMonitoringReportResponse { Status = data.Length == 0 ? GenericDeviceModelStatus.EmptyResultSet : GenericDeviceModelStatus.Accepted });
        if (data.Length > 0)
            station.Reports.Send(request.RequestId, data);
    }

    private static VariableMonitoring Of(VariableMonitor monitor) => new()
    {
        Id = monitor.Id,
        Transaction = monitor.IsTransactionOnly,
        Value = monitor.Value,
        Type = monitor.Type,
        Severity = monitor.Severity,
    };

    private static MonitoringCriterion KindOf(VariableMonitor monitor) => monitor.Type switch
    {
        MonitorType.UpperThreshold or MonitorType.LowerThreshold => MonitoringCriterion.ThresholdMonitoring,
        MonitorType.Delta => MonitoringCriterion.DeltaMonitoring,
        _ => MonitoringCriterion.PeriodicMonitoring,
    };
}
