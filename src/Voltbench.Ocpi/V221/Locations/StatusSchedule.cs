namespace Voltbench.Ocpi.V221.Locations;

/// <summary>A state that an EVSE will have (OCPI 2.2.1 mod_locations).</summary>
public sealed record StatusSchedule
{
    public required DateTimeOffset PeriodBegin { get; init; }

    public DateTimeOffset? PeriodEnd { get; init; }

    public required Status Status { get; init; }
}
