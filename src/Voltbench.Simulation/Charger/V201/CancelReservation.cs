using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Reservation;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 H02.</summary>
internal static class CancelReservation
{
    public static void Handle(Station station, in RpcInput call)
    {
        var id = OcppJson.Deserialize<CancelReservationRequest>(call.Payload.Span).ReservationId;
        var isDone = station.Reservations.Cancel(id);
        station.Reply(call, new CancelReservationResponse
        {
            Status = isDone ? CancelReservationStatus.Accepted : CancelReservationStatus.Rejected,
            StatusInfo = isDone ? null : new StatusInfo { ReasonCode = "NotFound" },
        });
    }
}
