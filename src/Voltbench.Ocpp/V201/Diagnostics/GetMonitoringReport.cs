using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Asks for a report of monitors. Sent by the CSMS (OCPP 2.0.1 part 2, use case N02).</summary>
public sealed record GetMonitoringReportRequest
{
    [Items(1)]
    public IReadOnlyList<ComponentVariable>? ComponentVariable { get; init; }

    public required int RequestId { get; init; }

    [Items(1, 3)]
    public IReadOnlyList<MonitoringCriterion>? MonitoringCriteria { get; init; }
}

public sealed record GetMonitoringReportResponse
{
    public required GenericDeviceModelStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum MonitoringCriterion
{
    ThresholdMonitoring,
    DeltaMonitoring,
    PeriodicMonitoring,
}
