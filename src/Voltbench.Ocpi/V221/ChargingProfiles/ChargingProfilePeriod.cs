using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>A limit from one moment to the next period (OCPI 2.2.1 mod_charging_profiles).</summary>
public sealed record ChargingProfilePeriod
{
    /// <summary>s from the start of the profile.</summary>
    [Range(0)]
    public required int StartPeriod { get; init; }

    /// <summary>In the unit of the profile, at most one decimal.</summary>
    [Decimals(1)]
    public required decimal Limit { get; init; }
}
