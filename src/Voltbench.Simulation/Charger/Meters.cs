using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger;

/// <summary>The meters of the outlets.</summary>
internal static class Meters
{
    /// <summary>Reads the meter of a connector, with or without a session; the voltage's noise depends on seed, connector and time alone.</summary>
    public static MeterSample Read(Station station, Connector connector)
        => connector.Session?.Sample(station)
            ?? Read(station, connector, new ChargingPoint(0, 0, connector.Car?.SocPercent ?? 0), station.Power.OfferedW(connector), 0);

    /// <summary>The same where it is known what flows.</summary>
    public static MeterSample Read(Station station, Connector connector, in ChargingPoint point, double offeredW, double varh) => MeterSample.Take(
        connector.Outlet,
        connector.Car?.Ev,
        connector.RegisterWh + point.EnergyWh,
        point.PowerW,
        point.SocPercent,
        SeedStream.Noise(station.Spec.Seed, "voltage", (station.Fleet.Time.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * 64) + connector.Id)) with
        {
            OfferedW = offeredW,
            Rotation = RotationOf(station, connector),
            ReactiveVarh = MeterSample.WholeWh(connector.RegisterVarh + varh),
        };

    private static PhaseRotation RotationOf(Station station, Connector connector)
        => station.Configuration.IsSet(StandardSettings.ConnectorPhaseRotation) ? station.Configuration.Get(StandardSettings.ConnectorPhaseRotation).Of(connector.Id) : default;
}
