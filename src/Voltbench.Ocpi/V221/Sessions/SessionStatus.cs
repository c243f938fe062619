using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Sessions;

/// <summary>State of a session (OCPI 2.2.1 mod_sessions).</summary>
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

    [JsonStringEnumMemberName("RESERVATION")]
    Reservation,
}
