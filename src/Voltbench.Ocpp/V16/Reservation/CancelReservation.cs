namespace Voltbench.Ocpp.V16.Reservation;

/// <summary>Gives up a reservation. Sent by the central system (OCPP 1.6 §5.1).</summary>
public sealed record CancelReservationRequest
{
    public required int ReservationId { get; init; }
}

public sealed record CancelReservationResponse
{
    public required CancelReservationStatus Status { get; init; }
}

public enum CancelReservationStatus
{
    Accepted,
    Rejected,
}
