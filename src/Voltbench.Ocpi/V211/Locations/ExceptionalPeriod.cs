namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Dates on which the regular hours do not count (OCPI 2.1.1 mod_locations §4.10).</summary>
public sealed record ExceptionalPeriod
{
    public required DateTimeOffset PeriodBegin { get; init; }

    public required DateTimeOffset PeriodEnd { get; init; }
}
