using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Asks for a reset. Sent by the CSMS (OCPP 2.0.1 part 2, use cases B11, B12).</summary>
public sealed record ResetRequest
{
    public required ResetType Type { get; init; }

    public int? EvseId { get; init; }
}

public sealed record ResetResponse
{
    public required ResetStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum ResetType
{
    Immediate,
    OnIdle,
}

public enum ResetStatus
{
    Accepted,
    Rejected,
    Scheduled,
}
