using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>When a location is open (OCPI 2.2.1 mod_locations).</summary>
[NeedsWhen("twentyfourseven", false, "regular_hours")]
public sealed record Hours
{
    public required bool Twentyfourseven { get; init; }

    public IReadOnlyList<RegularHours>? RegularHours { get; init; }

    public IReadOnlyList<ExceptionalPeriod>? ExceptionalOpenings { get; init; }

    public IReadOnlyList<ExceptionalPeriod>? ExceptionalClosings { get; init; }
}
