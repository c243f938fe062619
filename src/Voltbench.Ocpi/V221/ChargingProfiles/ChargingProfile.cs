using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>Limits over time (OCPI 2.2.1 mod_charging_profiles).</summary>
public sealed record ChargingProfile
{
    /// <summary>Absent: it begins with the charging.</summary>
    public DateTimeOffset? StartDateTime { get; init; }

    /// <summary>s; absent: the last period stays.</summary>
    [Range(0)]
    public int? Duration { get; init; }

    public required ChargingRateUnit ChargingRateUnit { get; init; }

    /// <summary>In the unit of the profile.</summary>
    [Decimals(1)]
    public decimal? MinChargingRate { get; init; }

    public IReadOnlyList<ChargingProfilePeriod>? ChargingProfilePeriod { get; init; }
}
