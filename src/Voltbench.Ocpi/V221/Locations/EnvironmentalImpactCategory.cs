using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>Kinds of waste and exhaust (OCPI 2.2.1 mod_locations).</summary>
public enum EnvironmentalImpactCategory
{
    [JsonStringEnumMemberName("NUCLEAR_WASTE")]
    NuclearWaste,

    [JsonStringEnumMemberName("CARBON_DIOXIDE")]
    CarbonDioxide,
}
