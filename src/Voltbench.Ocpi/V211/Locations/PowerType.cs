using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Alternating or direct current and the phases (OCPI 2.1.1 mod_locations §4.18).</summary>
public enum PowerType
{
    [JsonStringEnumMemberName("AC_1_PHASE")]
    Ac1Phase,

    [JsonStringEnumMemberName("AC_3_PHASE")]
    Ac3Phase,

    [JsonStringEnumMemberName("DC")]
    Dc,
}
