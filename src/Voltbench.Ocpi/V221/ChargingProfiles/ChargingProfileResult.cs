namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>What came of setting a profile (OCPI 2.2.1 mod_charging_profiles).</summary>
public sealed record ChargingProfileResult
{
    public required ChargingProfileResultType Result { get; init; }
}
