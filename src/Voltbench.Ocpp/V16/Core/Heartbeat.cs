namespace Voltbench.Ocpp.V16.Core;

/// <summary>Shows that the sender is alive and asks for the time. Sent by the charge point (OCPP 1.6 §4.6).</summary>
public sealed record HeartbeatRequest;

public sealed record HeartbeatResponse
{
    public required DateTimeOffset CurrentTime { get; init; }
}
