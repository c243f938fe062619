using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Reservation;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.1.</summary>
internal static class CancelReservation
{
    public static void Handle(Station station, in RpcInput call)
    {
        var id = OcppJson.Deserialize<CancelReservationRequest>(call.Payload.Span).ReservationId;
        station.Reply(call, new CancelReservationResponse
        {
            Status = station.Reservations.Cancel(id) ? CancelReservationStatus.Accepted : CancelReservationStatus.Rejected,
        });
    }
}
