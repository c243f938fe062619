using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Reservation;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Reserving;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 H01; without an EVSE it is whichever is left, of a connector type where one is named.</summary>
internal static class ReserveNow
{
    public static void Handle(Station station, in RpcInput call)
    {
        var (status, code) = Decide(station, OcppJson.Deserialize<ReserveNowRequest>(call.Payload.Span));
        station.Reply(call, new ReserveNowResponse
        {
            Status = status,
            StatusInfo = code is null ? null : new StatusInfo { ReasonCode = code },
        });
    }

    /// <summary>With the reason codes of part 2, appendix 5.</summary>
    private static (ReserveNowStatus Status, string? Code) Decide(Station station, ReserveNowRequest request)
    {
        if (!station.Configuration.Get(StandardSettings.ReservationEnabled))
            return (ReserveNowStatus.Rejected, "NotEnabled"); // H01.FR.01
        if (request.EvseId is null && !station.Configuration.Get(StandardSettings.ReserveConnectorZeroSupported))
            return (ReserveNowStatus.Rejected, "MissingParam"); // H01.FR.19
        if (request.EvseId is { } evseId && station.Find(evseId) is null)
            return (ReserveNowStatus.Rejected, "UnknownEvse");
        if (request.ExpiryDateTime <= station.ClockNow)
            return (ReserveNowStatus.Rejected, "InvalidValue");
        var type = request.ConnectorType is { } wanted ? TypeOf(wanted) : null;
        if (type is null && request.ConnectorType is not null)
            return (ReserveNowStatus.Rejected, "UnknownConnectorType");
        var result = station.Reservations.Enter(new Reservation
        {
            Id = request.Id,
            ConnectorId = request.EvseId ?? 0,
            ConnectorType = type,
            Token = V201Tokens.Of(request.IdToken),
            GroupId = request.GroupIdToken?.Token,
            Expires = request.ExpiryDateTime,
        });
        return result switch
        {
            ReservationResult.Accepted => (ReserveNowStatus.Accepted, null),
            ReservationResult.Occupied => (ReserveNowStatus.Occupied, null),
            ReservationResult.Faulted => (ReserveNowStatus.Faulted, null),
            ReservationResult.Unavailable => (ReserveNowStatus.Unavailable, null),
            _ => (ReserveNowStatus.Rejected, "UnknownConnectorType"),
        };
    }

    /// <summary>In the catalog's spelling; null for what no model has.</summary>
    private static string? TypeOf(ConnectorType type) => type switch
    {
        ConnectorType.CableCcs1 => "CCS1",
        ConnectorType.CableCcs2 => "CCS2",
        ConnectorType.CableG105 => "CHAdeMO",
        ConnectorType.CableTesla => "NACS",
        ConnectorType.CableType1 => "Type1",
        ConnectorType.CableType2 or ConnectorType.SocketType2 => "Type2",
        _ => null,
    };
}
