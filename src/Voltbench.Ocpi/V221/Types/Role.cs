using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Types;

/// <summary>What a party is (OCPI 2.2.1 types).</summary>
public enum Role
{
    [JsonStringEnumMemberName("CPO")]
    Cpo,

    [JsonStringEnumMemberName("EMSP")]
    Emsp,

    [JsonStringEnumMemberName("HUB")]
    Hub,

    [JsonStringEnumMemberName("NAP")]
    Nap,

    [JsonStringEnumMemberName("NSP")]
    Nsp,

    [JsonStringEnumMemberName("OTHER")]
    Other,

    [JsonStringEnumMemberName("SCSP")]
    Scsp,
}
