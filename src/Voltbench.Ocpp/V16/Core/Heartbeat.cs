namespace Voltbench.Ocpp.V16.Core;

/// <summary>OCPP 1.6 §4.6, sent by the charge point.</summary>
public sealed record HeartbeatRequest;

public sealed record HeartbeatResponse
{
    public required DateTimeOffset CurrentTime { get; init; }
}
