namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>The limits that the charge point will keep, from all profiles together (OCPI 2.2.1 mod_charging_profiles).</summary>
public sealed record ActiveChargingProfile
{
    /// <summary>When the charge point worked it out; the periods count from here.</summary>
    public required DateTimeOffset StartDateTime { get; init; }

    public required ChargingProfile ChargingProfile { get; init; }
}
