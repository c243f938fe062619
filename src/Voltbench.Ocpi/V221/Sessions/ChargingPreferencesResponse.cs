using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Sessions;

/// <summary>Whether the preferences can be met (OCPI 2.2.1 mod_sessions).</summary>
public enum ChargingPreferencesResponse
{
    [JsonStringEnumMemberName("ACCEPTED")]
    Accepted,

    [JsonStringEnumMemberName("DEPARTURE_REQUIRED")]
    DepartureRequired,

    [JsonStringEnumMemberName("ENERGY_NEED_REQUIRED")]
    EnergyNeedRequired,

    [JsonStringEnumMemberName("NOT_POSSIBLE")]
    NotPossible,

    [JsonStringEnumMemberName("PROFILE_TYPE_NOT_SUPPORTED")]
    ProfileTypeNotSupported,
}
