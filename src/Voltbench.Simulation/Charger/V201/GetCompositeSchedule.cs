using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;
using CompositeSchedule = Voltbench.Ocpp.V201.SmartCharging.CompositeSchedule;
using RateUnit = Voltbench.Simulation.SmartCharging.RateUnit;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 K08. EVSE 0 is what the station takes from the grid at most. Without a unit the answer is in A for AC and in W for DC.</summary>
internal static class GetCompositeSchedule
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetCompositeScheduleRequest>(call.Payload.Span);
        var unit = request.ChargingRateUnit is { } wanted ? V201Profiles.UnitOf(wanted) : (RateUnit?)null;
        if (station.ChargingProfiles.CompositeOf(request.EvseId, request.Duration, unit) is not { } schedule)
        {
            var isUnknown = request.EvseId != 0 && station.Find(request.EvseId) is null;
            station.Reply(call, new GetCompositeScheduleResponse
            {
                Status = GenericStatus.Rejected,
                StatusInfo = isUnknown // K08.FR.05
                    ? new StatusInfo { ReasonCode = "UnknownEvse", AdditionalInfo = $"There is no EVSE {request.EvseId}." }
                    : new StatusInfo { ReasonCode = "ValuePositiveOnly", AdditionalInfo = "A duration is longer than nothing." },
            });
            return;
        }

        station.Reply(call, new GetCompositeScheduleResponse
        {
            Status = GenericStatus.Accepted,
            Schedule = new CompositeSchedule
            {
                EvseId = request.EvseId,
                ScheduleStart = DateTimeOffset.FromUnixTimeSeconds(schedule.Start),
                Duration = schedule.Duration,
                ChargingRateUnit = V201Profiles.WireOf(schedule.Unit),
                ChargingSchedulePeriod = [.. schedule.Periods.Select(V201Profiles.WireOf)],
            },
        });
    }
}
