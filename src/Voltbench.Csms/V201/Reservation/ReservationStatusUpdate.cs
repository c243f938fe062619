using Voltbench.Ocpp.V201.Reservation;

namespace Voltbench.Csms.V201.Reservation;

/// <summary>OCPP 2.0.1 part 2, use case H04: a reservation of an operator's station has ended.</summary>
internal static class ReservationStatusUpdate
{
    public static async ValueTask<ReservationStatusUpdateResponse> AnswerAsync(Station station, ReservationStatusUpdateRequest request, string callId)
    {
        if (station.OperatorId is not null)
        {
            await station.Store.ReservationAsync(
                station.Id,
                request.ReservationId,
                request.ReservationUpdateStatus == ReservationUpdateStatus.Expired ? ReservationEnd.Expired : ReservationEnd.Removed);
        }

        return new ReservationStatusUpdateResponse();
    }
}
