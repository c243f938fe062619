using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Kinds of waste and exhaust (OCPI 2.1.1 mod_locations §4.9).</summary>
public enum EnvironmentalImpactCategory
{
    [JsonStringEnumMemberName("NUCLEAR_WASTE")]
    NuclearWaste,

    [JsonStringEnumMemberName("CARBON_DIOXIDE")]
    CarbonDioxide,
}
