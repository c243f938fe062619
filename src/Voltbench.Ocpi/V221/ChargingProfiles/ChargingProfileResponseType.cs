using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>Answers to a request about charging profiles (OCPI 2.2.1 mod_charging_profiles).</summary>
public enum ChargingProfileResponseType
{
    [JsonStringEnumMemberName("ACCEPTED")]
    Accepted,

    [JsonStringEnumMemberName("NOT_SUPPORTED")]
    NotSupported,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("TOO_OFTEN")]
    TooOften,

    [JsonStringEnumMemberName("UNKNOWN_SESSION")]
    UnknownSession,
}
