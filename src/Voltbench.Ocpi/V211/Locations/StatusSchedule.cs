namespace Voltbench.Ocpi.V211.Locations;

/// <summary>A state that an EVSE will have (OCPI 2.1.1 mod_locations §4.21).</summary>
public sealed record StatusSchedule
{
    public required DateTimeOffset PeriodBegin { get; init; }

    public DateTimeOffset? PeriodEnd { get; init; }

    public required Status Status { get; init; }
}
