using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>A profile for a session (OCPI 2.2.1 mod_charging_profiles).</summary>
public sealed record SetChargingProfile
{
    public required ChargingProfile ChargingProfile { get; init; }

    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }
}
