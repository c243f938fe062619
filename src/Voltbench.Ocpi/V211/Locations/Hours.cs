using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>When a location is open: regular hours or around the clock, and exceptions of either (OCPI 2.1.1 mod_locations §4.13).</summary>
[AnyOf("regular_hours", "twentyfourseven")]
[NeedsWhen("twentyfourseven", false, "regular_hours")]
public sealed record Hours
{
    public IReadOnlyList<RegularHours>? RegularHours { get; init; }

    public bool? Twentyfourseven { get; init; }

    public IReadOnlyList<ExceptionalPeriod>? ExceptionalOpenings { get; init; }

    public IReadOnlyList<ExceptionalPeriod>? ExceptionalClosings { get; init; }
}
