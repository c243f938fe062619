using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 K11–K13: limits from outside OCPP.</summary>
internal static class ChargingLimits
{
    /// <summary>Tells that a limit holds at an EVSE, or (null) holds no more.</summary>
    public static void Tell(Station station, Connector connector, Profile? profile)
    {
        if (profile is null)
        {
            station.ChargingProfiles.Tell(OutCall.Of(new ClearedChargingLimitRequest
            {
                ChargingLimitSource = V201Profiles.WireOf(LimitSource.Ems),
                EvseId = connector.Id,
            }));
            return;
        }

        station.ChargingProfiles.Tell(OutCall.Of(new NotifyChargingLimitRequest
        {
            EvseId = connector.Id,
            ChargingLimit = new ChargingLimit { ChargingLimitSource = V201Profiles.WireOf(profile.Source) },
            ChargingSchedule = station.Configuration.Get(StandardSettings.NotifyChargingLimitWithSchedules) ? [.. profile.Schedules.Select(V201Profiles.WireOf)] : null,
        }));
    }
}
