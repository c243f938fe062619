using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Sets monitors on variables. Sent by the CSMS (OCPP 2.0.1 part 2, use case N04).</summary>
public sealed record SetVariableMonitoringRequest
{
    [Items(1)]
    public required IReadOnlyList<SetMonitoringData> SetMonitoringData { get; init; }
}

public sealed record SetVariableMonitoringResponse
{
    [Items(1)]
    public required IReadOnlyList<SetMonitoringResult> SetMonitoringResult { get; init; }
}

public sealed record SetMonitoringData
{
    public int? Id { get; init; }

    public bool? Transaction { get; init; }

    public required decimal Value { get; init; }

    public required MonitorType Type { get; init; }

    /// <summary>0 (danger) to 9 (debug).</summary>
    public required int Severity { get; init; }

    public required Component Component { get; init; }

    public required Variable Variable { get; init; }
}

public sealed record SetMonitoringResult
{
    public int? Id { get; init; }

    public StatusInfo? StatusInfo { get; init; }

    public required SetMonitoringStatus Status { get; init; }

    public required MonitorType Type { get; init; }

    public required Component Component { get; init; }

    public required Variable Variable { get; init; }

    /// <summary>0 (danger) to 9 (debug).</summary>
    public required int Severity { get; init; }
}

public enum SetMonitoringStatus
{
    Accepted,
    UnknownComponent,
    UnknownVariable,
    UnsupportedMonitorType,
    Rejected,
    Duplicate,
}
