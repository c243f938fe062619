namespace Voltbench.Ocpi.V221.Locations;

/// <summary>What a kWh leaves behind (OCPI 2.2.1 mod_locations).</summary>
public sealed record EnvironmentalImpact
{
    public required EnvironmentalImpactCategory Category { get; init; }

    /// <summary>g/kWh.</summary>
    public required decimal Amount { get; init; }
}
