using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.ChargingProfiles;

/// <summary>Outcomes of a request about charging profiles (OCPI 2.2.1 mod_charging_profiles).</summary>
public enum ChargingProfileResultType
{
    [JsonStringEnumMemberName("ACCEPTED")]
    Accepted,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}
