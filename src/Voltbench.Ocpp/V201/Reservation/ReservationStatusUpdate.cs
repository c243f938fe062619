namespace Voltbench.Ocpp.V201.Reservation;

/// <summary>Reports that a reservation has ended. Sent by the charging station (OCPP 2.0.1 part 2, use case H04).</summary>
public sealed record ReservationStatusUpdateRequest
{
    public required int ReservationId { get; init; }

    public required ReservationUpdateStatus ReservationUpdateStatus { get; init; }
}

public sealed record ReservationStatusUpdateResponse;

public enum ReservationUpdateStatus
{
    Expired,
    Removed,
}
