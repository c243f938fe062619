using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Sessions;

/// <summary>State of a session (OCPI 2.1.1 mod_sessions §4.1).</summary>
public enum SessionStatus
{
    [JsonStringEnumMemberName("ACTIVE")]
    Active,

    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    [JsonStringEnumMemberName("INVALID")]
    Invalid,

    [JsonStringEnumMemberName("PENDING")]
    Pending,
}
