using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Removes monitors. Sent by the CSMS (OCPP 2.0.1 part 2, use case N06).</summary>
public sealed record ClearVariableMonitoringRequest
{
    [Items(1)]
    public required IReadOnlyList<int> Id { get; init; }
}

public sealed record ClearVariableMonitoringResponse
{
    [Items(1)]
    public required IReadOnlyList<ClearMonitoringResult> ClearMonitoringResult { get; init; }
}

public sealed record ClearMonitoringResult
{
    public required ClearMonitoringStatus Status { get; init; }

    public required int Id { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum ClearMonitoringStatus
{
    Accepted,
    Rejected,
    NotFound,
}
