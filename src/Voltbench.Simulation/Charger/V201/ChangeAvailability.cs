using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Availability;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 G03, G04; without an EVSE it is the station with all of them.</summary>
internal static class ChangeAvailability
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ChangeAvailabilityRequest>(call.Payload.Span);
        var connector = request.Evse is { } evse ? station.Find(evse.Id) : null;
        var status = ChangeAvailabilityStatus.Rejected;
        if (request.Evse is null || (connector is not null && request.Evse.ConnectorId is null or 1))
        {
            var isDone = station.Availability.Set(connector, request.OperationalStatus == OperationalStatus.Operative);
            status = isDone ? ChangeAvailabilityStatus.Accepted : ChangeAvailabilityStatus.Scheduled;
        }

        station.Reply(call, new ChangeAvailabilityResponse { Status = status });
    }
}
