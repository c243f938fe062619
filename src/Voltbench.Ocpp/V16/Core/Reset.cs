namespace Voltbench.Ocpp.V16.Core;

/// <summary>Asks for a reset. Sent by the central system (OCPP 1.6 §5.14).</summary>
public sealed record ResetRequest
{
    public required ResetType Type { get; init; }
}

public sealed record ResetResponse
{
    public required ResetStatus Status { get; init; }
}

public enum ResetType
{
    Hard,
    Soft,
}

public enum ResetStatus
{
    Accepted,
    Rejected,
}
