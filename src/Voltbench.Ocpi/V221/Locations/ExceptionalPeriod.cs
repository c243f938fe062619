namespace Voltbench.Ocpi.V221.Locations;

/// <summary>Dates on which the regular hours do not count (OCPI 2.2.1 mod_locations).</summary>
public sealed record ExceptionalPeriod
{
    public required DateTimeOffset PeriodBegin { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }
}
