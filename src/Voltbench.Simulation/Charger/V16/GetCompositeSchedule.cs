using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.SmartCharging;
using RateUnit = Voltbench.Simulation.SmartCharging.RateUnit;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.7. Connector 0 is what the station takes from the grid at most. Without a unit the answer is in A for AC and in W for DC.</summary>
internal static class GetCompositeSchedule
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetCompositeScheduleRequest>(call.Payload.Span);
        var unit = request.ChargingRateUnit is { } wanted ? V16Profiles.UnitOf(wanted) : (RateUnit?)null;
        if (station.ChargingProfiles.CompositeOf(request.ConnectorId, request.Duration, unit) is not { } schedule)
        {
            station.Reply(call, new GetCompositeScheduleResponse { Status = GetCompositeScheduleStatus.Rejected });
            return;
        }

        station.Reply(call, new GetCompositeScheduleResponse
        {
            Status = GetCompositeScheduleStatus.Accepted,
            ConnectorId = request.ConnectorId,
            ScheduleStart = DateTimeOffset.FromUnixTimeSeconds(schedule.Start),
            ChargingSchedule = V16Profiles.WireOf(schedule),
        });
    }
}
