namespace Voltbench.Ocpp.V201.Availability;

/// <summary>Reports the state of a connector. Sent by the charging station (OCPP 2.0.1 part 2, use case G01).</summary>
public sealed record StatusNotificationRequest
{
    public required DateTimeOffset Timestamp { get; init; }

    public required ConnectorStatus ConnectorStatus { get; init; }

    public required int EvseId { get; init; }

    public required int ConnectorId { get; init; }
}

public sealed record StatusNotificationResponse;

public enum ConnectorStatus
{
    Available,
    Occupied,
    Reserved,
    Unavailable,
    Faulted,
}
