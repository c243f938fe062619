using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Kinds of energy sources (OCPI 2.1.1 mod_locations §4.7).</summary>
public enum EnergySourceCategory
{
    [JsonStringEnumMemberName("NUCLEAR")]
    Nuclear,

    [JsonStringEnumMemberName("GENERAL_FOSSIL")]
    GeneralFossil,

    [JsonStringEnumMemberName("COAL")]
    Coal,

    [JsonStringEnumMemberName("GAS")]
    Gas,

    [JsonStringEnumMemberName("GENERAL_GREEN")]
    GeneralGreen,

    [JsonStringEnumMemberName("SOLAR")]
    Solar,

    [JsonStringEnumMemberName("WIND")]
    Wind,

    [JsonStringEnumMemberName("WATER")]
    Water,
}
