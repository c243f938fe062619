using Voltbench.Ocpp.V201.Reservation;

namespace Voltbench.Csms.V201.Reservation;

/// <summary>OCPP 2.0.1 part 2, use case H04: taken note of.</summary>
internal static class ReservationStatusUpdate
{
    public static ReservationStatusUpdateResponse Answer(Station station, ReservationStatusUpdateRequest request) => new();
}
