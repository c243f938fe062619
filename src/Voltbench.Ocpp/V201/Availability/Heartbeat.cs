namespace Voltbench.Ocpp.V201.Availability;

/// <summary>Shows that the sender is alive and asks for the time. Sent by the charging station (OCPP 2.0.1 part 2, use case G02).</summary>
public sealed record HeartbeatRequest;

public sealed record HeartbeatResponse
{
    public required DateTimeOffset CurrentTime { get; init; }
}
