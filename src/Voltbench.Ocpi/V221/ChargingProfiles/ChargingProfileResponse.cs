using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>The answer to a request about charging profiles at once (OCPI 2.2.1 mod_charging_profiles).</summary>
public sealed record ChargingProfileResponse
{
    public required ChargingProfileResponseType Result { get; init; }

    /// <summary>s after which no result is to be expected.</summary>
    [Range(0)]
    public required int Timeout { get; init; }
}
