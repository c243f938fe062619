using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>The share of one source in the energy (OCPI 2.2.1 mod_locations).</summary>
public sealed record EnergySource
{
    public required EnergySourceCategory Source { get; init; }

    /// <summary>0 to 100.</summary>
    [Range(0, 100)]
    public required decimal Percentage { get; init; }
}
