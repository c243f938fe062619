using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Delivers a part of a report of monitors. Sent by the charging station (OCPP 2.0.1 part 2, use case N02).</summary>
public sealed record NotifyMonitoringReportRequest
{
    [Items(1)]
    public IReadOnlyList<MonitoringData>? Monitor { get; init; }

    public required int RequestId { get; init; }

    /// <summary>To be continued: more parts follow. False when absent.</summary>
    public bool? Tbc { get; init; }

    /// <summary>Counts the parts from 0.</summary>
    public required int SeqNo { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }
}

public sealed record NotifyMonitoringReportResponse;

/// <summary>The monitors of a variable.</summary>
public sealed record MonitoringData
{
    public required Component Component { get; init; }

    public required Variable Variable { get; init; }

    [Items(1)]
    public required IReadOnlyList<VariableMonitoring> VariableMonitoring { get; init; }
}

public sealed record VariableMonitoring
{
    public required int Id { get; init; }

    public required bool Transaction { get; init; }

    public required decimal Value { get; init; }

    public required MonitorType Type { get; init; }

    /// <summary>0 (danger) to 9 (debug).</summary>
    public required int Severity { get; init; }
}
