using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Reservation;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Reserving;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.13; connector 0 is whichever is left.</summary>
internal static class ReserveNow
{
    public static void Handle(Station station, in RpcInput call)
        => station.Reply(call, new ReserveNowResponse { Status = StatusOf(station, OcppJson.Deserialize<ReserveNowRequest>(call.Payload.Span)) });

    private static ReservationStatus StatusOf(Station station, ReserveNowRequest request)
    {
        var isAllowed = station.Configuration.Get(StandardSettings.ReservationEnabled)
            && (request.ConnectorId != 0 || station.Configuration.Get(StandardSettings.ReserveConnectorZeroSupported));
        if (!isAllowed || request.ExpiryDate <= station.ClockNow)
            return ReservationStatus.Rejected;
        var result = station.Reservations.Enter(new Reservation
        {
            Id = request.ReservationId,
            ConnectorId = request.ConnectorId,
            Token = new Token(request.IdTag),
            GroupId = request.ParentIdTag,
            Expires = request.ExpiryDate,
        });
        return result switch
        {
            ReservationResult.Accepted => ReservationStatus.Accepted,
            ReservationResult.Occupied => ReservationStatus.Occupied,
            ReservationResult.Faulted => ReservationStatus.Faulted,
            ReservationResult.Unavailable => ReservationStatus.Unavailable,
            _ => ReservationStatus.Rejected,
        };
    }
}
