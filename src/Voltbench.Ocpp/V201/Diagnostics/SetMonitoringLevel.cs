using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Chooses which severities are reported. Sent by the CSMS (OCPP 2.0.1 part 2, use case N05).</summary>
public sealed record SetMonitoringLevelRequest
{
    /// <summary>0 (danger) to 9 (debug).</summary>
    public required int Severity { get; init; }
}

public sealed record SetMonitoringLevelResponse
{
    public required GenericStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}
