namespace Voltbench.Ocpp.V201.Availability;

/// <summary>OCPP 2.0.1 part 2 §1.29, sent by the charging station.</summary>
public sealed record HeartbeatRequest;

public sealed record HeartbeatResponse
{
    public required DateTimeOffset CurrentTime { get; init; }
}
