namespace Voltbench.Ocpi.V211.Locations;

/// <summary>What a kWh leaves behind; 2.1.1 calls its category <c>source</c> (OCPI 2.1.1 mod_locations §4.8).</summary>
public sealed record EnvironmentalImpact
{
    public required EnvironmentalImpactCategory Source { get; init; }

    /// <summary>g/kWh.</summary>
    public required decimal Amount { get; init; }
}
