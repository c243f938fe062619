using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>What a picture is used for (OCPI 2.1.1 mod_locations §4.15).</summary>
public enum ImageCategory
{
    [JsonStringEnumMemberName("CHARGER")]
    Charger,

    [JsonStringEnumMemberName("ENTRANCE")]
    Entrance,

    [JsonStringEnumMemberName("LOCATION")]
    Location,

    [JsonStringEnumMemberName("NETWORK")]
    Network,

    [JsonStringEnumMemberName("OPERATOR")]
    Operator,

    [JsonStringEnumMemberName("OTHER")]
    Other,

    [JsonStringEnumMemberName("OWNER")]
    Owner,
}
