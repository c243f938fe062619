using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Where the energy comes from (OCPI 2.1.1 mod_locations §4.5).</summary>
public sealed record EnergyMix
{
    public required bool IsGreenEnergy { get; init; }

    public IReadOnlyList<EnergySource>? EnergySources { get; init; }

    public IReadOnlyList<EnvironmentalImpact>? EnvironImpact { get; init; }

    [Text(64)]
    public string? SupplierName { get; init; }

    [Text(64)]
    public string? EnergyProductName { get; init; }
}
