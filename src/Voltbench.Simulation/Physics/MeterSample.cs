namespace Voltbench.Simulation.Physics;

/// <summary>
/// One reading of the meter, in the very numbers that go on the wire: <see cref="PowerW"/> = <see cref="VoltageV"/> ·
/// <see cref="CurrentA"/> · <see cref="Phases"/> · <see cref="PowerFactor"/> exactly.
/// </summary>
/// <param name="EnergyWh">Register of imported energy, whole Wh; never decreases.</param>
/// <param name="PowerW">Active power, W.</param>
/// <param name="VoltageV">AC: phase to neutral; DC: at the outlet. One decimal.</param>
/// <param name="CurrentA">Per phase, two decimals, rounded down so that no limit is passed.</param>
/// <param name="Phases">Conductors that carry the current: 1…3 for AC, 1 for DC.</param>
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
    // AC: without load the grid stands 0.5 to 2 % above its nominal voltage; full load pulls it down by half a percent, so that it never falls below
    // nominal and a power within a limit in amperes is shown with a current within it. DC: the current lifts the pack's voltage by up to 2 %.
    private const double LeastRise = 0.005;
    private const double NoiseRise = 0.015;
    private const double Sag = 0.005;
    private const double DcRise = 0.02;

    /// <summary>Power factor, two decimals; 1 for DC.</summary>
    public decimal PowerFactor { get; init; } = 1m;

    /// <summary>What the station offers, W; over all phases.</summary>
    public double OfferedW { get; init; }

    /// <summary>Nominal voltage of the outlet, V.</summary>
    public double NominalV { get; init; }

    /// <summary>Conductors of the outlet: 3 where a car may use fewer.</summary>
    public int OutletPhases { get; init; }

    /// <summary>How the phases of the grid reach the outlet.</summary>
    internal Charger.Configuration.PhaseRotation Rotation { get; init; }

    /// <summary>Energy since the reading before of the same kind, whole Wh.</summary>
    public long IntervalWh { get; init; }

    /// <summary>Register of imported reactive energy, whole varh; never decreases.</summary>
    public long ReactiveVarh { get; init; }

    /// <summary>Reactive energy since the reading before of the same kind, whole varh.</summary>
    public long IntervalVarh { get; init; }

    /// <summary>A number in [0, 1) that moves what has no other cause to move.</summary>
    public double Noise { get; init; }

    /// <summary>Power as a share of the outlet's rating.</summary>
    public double Load { get; init; }

    /// <summary>The reading without the current: before the contact closes, after it opened.</summary>
    public MeterSample WithoutCurrent() => this with { CurrentA = 0, PowerW = 0 };

    /// <summary>Frequency of the grid, Hz, two decimals: 50 ± 0.05, in 60 Hz countries 60 (told by their voltages).</summary>
    public decimal FrequencyHz => Math.Round((decimal)((NominalV is 120 or 208 or 240 or 277 ? 59.95 : 49.95) + (0.1 * Noise)), 2);

    /// <summary>Inside the station, °C, one decimal: 22 ± 1 at rest, 25 more under full load.</summary>
    public decimal TemperatureC => Math.Round((decimal)(21 + (2 * Noise) + (25 * Load)), 1);

    /// <summary>Offered current per phase, A, one decimal.</summary>
    public decimal OfferedA => Math.Floor((decimal)Math.Max(0, OfferedW / Math.Max(1, NominalV * Math.Max(1, Phases)) * 10) + 0.001m) / 10;

    /// <summary>Reactive power, var, from voltage, current and power factor.</summary>
    public decimal ReactiveVar
        => PowerFactor >= 1 ? 0 : Math.Round(VoltageV * CurrentA * Phases * (decimal)Math.Sqrt((double)(1 - (PowerFactor * PowerFactor))), 1);

    /// <summary>Reads the meter.</summary>
    /// <param name="connector">The outlet.</param>
    /// <param name="ev">The car on it, or null.</param>
    /// <param name="registerWh">Imported energy, Wh.</param>
    /// <param name="powerW">Power that flows now, W.</param>
    /// <param name="socPercent">State of charge of the car.</param>
    /// <param name="noise">A number in [0, 1) for the grid's voltage.</param>
    public static MeterSample Take(ConnectorModel connector, EvProfile? ev, double registerWh, double powerW, double socPercent, double noise)
    {
        var phases = ev is null ? Math.Max(1, connector.IsDc ? 1 : connector.Phases) : PowerLimits.PhasesOf(connector, ev);
        var load = Math.Clamp(powerW / Math.Max(1, connector.MaxPowerW), 0, 1);
        var voltage = connector.IsDc && ev is not null
            ? PowerCap.PackVoltage(ev, socPercent) * (1 + (DcRise * load)) // the pack sets the voltage, rising with its charge
            : connector.VoltageV * (1 + LeastRise + (NoiseRise * noise) - (Sag * load));
        var volts = Math.Max(1m, Math.Round((decimal)voltage, 1));
        var factor = connector.IsDc || ev is null ? 1m : Math.Round((decimal)Math.Clamp(ev.CosPhi, 0.5, 1), 2);
        var amps = Math.Floor((decimal)Math.Max(0, powerW) / (volts * phases * factor) * 100) / 100;
        var isDead = connector.IsDc && ev is null && powerW <= 0; // a DC outlet has no voltage before a car is there
        return new MeterSample(
            WholeWh(registerWh),
            factor == 1m ? volts * amps * phases : volts * amps * phases * factor,
            isDead ? 0 : volts,
            amps,
            phases,
            connector.IsDc,
            connector.IsDc && ev is not null ? Math.Round((decimal)socPercent, 1) : null)
        {
            PowerFactor = factor,
            NominalV = connector.IsDc ? (double)volts : connector.VoltageV,
            OutletPhases = Math.Max(1, connector.Phases),
            Noise = noise,
            Load = load,
        };
    }

    /// <summary>A register as it is shown. The small addition is far below a Wh and keeps 4999.99999 from reading 4999.</summary>
    public static long WholeWh(double registerWh) => (long)Math.Floor(registerWh + 1e-4);
}
