namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>What came of a GET of the active profile (OCPI 2.2.1 mod_charging_profiles).</summary>
public sealed record ActiveChargingProfileResult
{
    public required ChargingProfileResultType Result { get; init; }

    public ActiveChargingProfile? Profile { get; init; }
}
