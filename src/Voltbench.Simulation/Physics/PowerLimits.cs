namespace Voltbench.Simulation.Physics;

/// <summary>Which power the pair of connector and car allows, and on how many conductors it flows.</summary>
/// <param name="OfferedW">What the connector can give to this car, W.</param>
/// <param name="EvMaxW">What this car can take from this connector below its taper, W.</param>
/// <param name="Phases">Factor of P = V·I·phases: used AC phases, 1 for DC.</param>
public readonly record struct PowerLimits(double OfferedW, double EvMaxW, int Phases)
{
    /// <summary>The limits of a car at a connector; <see cref="EvMaxW"/> is 0 when the two do not fit.</summary>
    public static PowerLimits Of(ConnectorModel connector, EvProfile ev)
    {
        if (connector.IsDc)
            return new PowerLimits(connector.MaxPowerW, ev.DcMaxPowerW, 1);

        // A one-phase car at a three-phase outlet uses one third of either rating, and the other way round.
        var phases = Math.Max(1, Math.Min(connector.Phases, ev.AcPhases));
        return new PowerLimits(
            connector.MaxPowerW * phases / Math.Max(1, connector.Phases),
            ev.AcMaxPowerW * phases / Math.Max(1, ev.AcPhases),
            phases);
    }
}
