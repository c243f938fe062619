using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>Alternating or direct current and the phases (OCPI 2.2.1 mod_locations).</summary>
public enum PowerType
{
    [JsonStringEnumMemberName("AC_1_PHASE")]
    Ac1Phase,

    [JsonStringEnumMemberName("AC_2_PHASE")]
    Ac2Phase,

    [JsonStringEnumMemberName("AC_2_PHASE_SPLIT")]
    Ac2PhaseSplit,

    [JsonStringEnumMemberName("AC_3_PHASE")]
    Ac3Phase,

    [JsonStringEnumMemberName("DC")]
    Dc,
}
