namespace Voltbench.Simulation.Physics;

/// <summary>Why no power flows although a car is plugged in and a transaction runs.</summary>
public enum Suspension : byte
{
    /// <summary>Nothing is in the way.</summary>
    None,

    /// <summary>The station offers less than a car can begin with: below 6 A per phase (IEC 61851-1), or nothing on DC.</summary>
    ByStation,

    /// <summary>The car does not take what is offered.</summary>
    ByCar,
}

/// <summary>Which power the pair of connector and car allows, and on how many conductors it flows.</summary>
/// <param name="OfferedW">Active power that the connector gives to this car, W.</param>
/// <param name="EvMaxW">Active power that this car takes from this connector below its taper, W.</param>
/// <param name="Phases">Factor of P = V·I·phases: used AC phases, 1 for DC.</param>
public readonly record struct PowerLimits(double OfferedW, double EvMaxW, int Phases)
{
    /// <summary>Least current per phase that an AC station can signal (IEC 61851-1, annex A).</summary>
    public const double FloorA = 6;

    /// <summary>DC: greatest current of cable and connector, A; positive infinity for AC, where it is in <see cref="OfferedW"/>.</summary>
    public double MaxDcCurrentA { get; init; } = double.PositiveInfinity;

    /// <summary>Share of the energy at the outlet that reaches the battery.</summary>
    public double Efficiency { get; init; } = 1;

    /// <summary>No power flows at all, and whose doing it is.</summary>
    public Suspension Suspension { get; init; }

    /// <summary>The limits of a car at a connector that gives all it has; <see cref="EvMaxW"/> is 0 when the two do not fit.</summary>
    public static PowerLimits Of(ConnectorModel connector, EvProfile ev) => Of(connector, ev, double.PositiveInfinity);

    /// <summary>The same where the station offers less.</summary>
    /// <param name="connector">The outlet.</param>
    /// <param name="ev">The car.</param>
    /// <param name="offeredW">What the station offers to this car over all phases that the car uses, W.</param>
    public static PowerLimits Of(ConnectorModel connector, EvProfile ev, double offeredW) => connector.IsDc
        ? OfDc(connector, ev, Math.Max(0, offeredW))
        : OfAc(connector, ev, Math.Max(0, offeredW));

    /// <summary>Conductors that a car uses at a connector: 1…3 for AC, 1 for DC.</summary>
    public static int PhasesOf(ConnectorModel connector, EvProfile ev)
        => connector.IsDc ? 1 : Math.Max(1, Math.Min(connector.Phases, ev.AcPhases));

    /// <summary>What the connector could give to this car if nothing but its own rating and the cable limited it, W (AC: VA).</summary>
    public static double RatedW(ConnectorModel connector, EvProfile ev)
    {
        if (connector.IsDc)
            return connector.MaxPowerW;

        // A car with fewer phases than the outlet uses its share of the rating.
        var phases = PhasesOf(connector, ev);
        var rated = connector.MaxPowerW * phases / Math.Max(1, connector.Phases);
        return ev.CableMaxA > 0 ? Math.Min(rated, ev.CableMaxA * connector.VoltageV * phases) : rated;
    }

    // Ratings and offers are amperes at nominal voltage, so volt-amperes: with a power factor below 1 less active power flows, and the current
    // shown stays below every limit that was meant in amperes.
    private static PowerLimits OfAc(ConnectorModel connector, EvProfile ev, double offeredW)
    {
        var phases = PhasesOf(connector, ev);
        var cosPhi = Math.Clamp(ev.CosPhi, 0.5, 1);
        var offered = Math.Min(RatedW(connector, ev), offeredW);
        var amps = offered / Math.Max(1, connector.VoltageV * phases);
        var takes = ev.AcMaxPowerW * phases / Math.Max(1, ev.AcPhases);
        return new PowerLimits(offered * cosPhi, takes * cosPhi, phases)
        {
            Efficiency = Math.Clamp(ev.AcEfficiency, 0.5, 1),
            Suspension = amps < FloorA - 1e-6 ? Suspension.ByStation
                : takes <= 0 || amps < ev.MinCurrentA - 1e-6 ? Suspension.ByCar
                : Suspension.None,
        };
    }

    private static PowerLimits OfDc(ConnectorModel connector, EvProfile ev, double offeredW)
    {
        var offered = Math.Min(connector.MaxPowerW, offeredW);
        return new PowerLimits(offered, ev.DcMaxPowerW, 1)
        {
            MaxDcCurrentA = DcCableA(connector.Type),
            Suspension = offered <= 0 ? Suspension.ByStation : ev.DcMaxPowerW <= 0 ? Suspension.ByCar : Suspension.None,
        };
    }

    // Uncooled CHAdeMO 1.x and GB/T cables carry far less than the liquid-cooled ones of today's CCS.
    private static double DcCableA(string type) => type switch
    {
        "CHAdeMO" => 200,
        "GBT_DC" => 250,
        "NACS" => 650,
        _ => 500,
    };
}
