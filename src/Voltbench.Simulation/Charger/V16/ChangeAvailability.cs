using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.2; connector 0 is the station with all its connectors.</summary>
internal static class ChangeAvailability
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ChangeAvailabilityRequest>(call.Payload.Span);
        var connector = station.Find(request.ConnectorId);
        var status = AvailabilityStatus.Rejected;
        if (connector is not null || request.ConnectorId == 0)
        {
            var isDone = station.Availability.Set(connector, request.Type == AvailabilityType.Operative);
            status = isDone ? AvailabilityStatus.Accepted : AvailabilityStatus.Scheduled;
        }

        station.Reply(call, new ChangeAvailabilityResponse { Status = status });
    }
}
