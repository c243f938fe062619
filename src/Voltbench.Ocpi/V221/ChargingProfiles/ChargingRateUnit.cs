namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>Unit of limits (OCPI 2.2.1 mod_charging_profiles).</summary>
public enum ChargingRateUnit
{
    /// <summary>Power of all phases, W.</summary>
    W,

    /// <summary>Current of each phase, A.</summary>
    A,
}
