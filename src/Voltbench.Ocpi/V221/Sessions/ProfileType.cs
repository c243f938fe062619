using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Sessions;

/// <summary>The charging preference of a driver (OCPI 2.2.1 mod_sessions).</summary>
public enum ProfileType
{
    [JsonStringEnumMemberName("CHEAP")]
    Cheap,

    [JsonStringEnumMemberName("FAST")]
    Fast,

    [JsonStringEnumMemberName("GREEN")]
    Green,

    [JsonStringEnumMemberName("REGULAR")]
    Regular,
}
