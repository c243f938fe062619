using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Reservation;

/// <summary>Gives up a reservation. Sent by the CSMS (OCPP 2.0.1 part 2, use case H02).</summary>
public sealed record CancelReservationRequest
{
    public required int ReservationId { get; init; }
}

public sealed record CancelReservationResponse
{
    public required CancelReservationStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum CancelReservationStatus
{
    Accepted,
    Rejected,
}
