namespace Voltbench.Simulation.Physics;

/// <summary>
/// One reading of the meter, in the very numbers that go on the wire: <see cref="PowerW"/> = <see cref="VoltageV"/> ·
/// <see cref="CurrentA"/> · <see cref="Phases"/> exactly.
/// </summary>
/// <param name="EnergyWh">Register of imported energy, whole Wh; never decreases.</param>
/// <param name="PowerW">Active power, W.</param>
/// <param name="VoltageV">AC: phase to neutral; DC: at the outlet. One decimal.</param>
/// <param name="CurrentA">Per phase, two decimals, rounded down so that no limit is passed.</param>
/// <param name="Phases">Conductors that carry the current: 1 or 3 for AC, 1 for DC.</param>
/// <param name="IsDc">Direct current.</param>
/// <param name="SocPercent">State of charge, one decimal; null where the station cannot know it (AC).</param>
public readonly record struct MeterSample(
    long EnergyWh,
    decimal PowerW,
    decimal VoltageV,
    decimal CurrentA,
    int Phases,
    bool IsDc,
    decimal? SocPercent)
{
    /// <summary>Reads the meter.</summary>
    /// <param name="connector">The outlet.</param>
    /// <param name="ev">The car on it, or null.</param>
    /// <param name="registerWh">Imported energy, Wh.</param>
    /// <param name="powerW">Power that flows now, W.</param>
    /// <param name="socPercent">State of charge of the car.</param>
    /// <param name="noise">A number in [0, 1) for the grid's voltage: ±1 % around nominal.</param>
    public static MeterSample Take(ConnectorModel connector, EvProfile? ev, double registerWh, double powerW, double socPercent, double noise)
    {
        var phases = ev is null ? Math.Max(1, connector.IsDc ? 1 : connector.Phases) : PowerLimits.Of(connector, ev).Phases;
        var voltage = connector.IsDc && ev is not null
            ? ev.PackVoltageV * (0.9 + (0.2 * socPercent / 100)) // the pack sets the voltage, rising with its charge
            : connector.VoltageV * (0.99 + (0.02 * noise));
        var volts = Math.Max(1m, Math.Round((decimal)voltage, 1));
        var amps = Math.Floor((decimal)Math.Max(0, powerW) / (volts * phases) * 100) / 100;
        return new MeterSample(
            WholeWh(registerWh),
            volts * amps * phases,
            volts,
            amps,
            phases,
            connector.IsDc,
            connector.IsDc && ev is not null ? Math.Round((decimal)socPercent, 1) : null);
    }

    /// <summary>A register as it is shown. The small addition is far below a Wh and keeps 4999.99999 from reading 4999.</summary>
    public static long WholeWh(double registerWh) => (long)Math.Floor(registerWh + 1e-4);
}
