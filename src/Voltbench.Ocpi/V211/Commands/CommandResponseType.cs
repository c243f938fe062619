using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Commands;

/// <summary>Answers to a command (OCPI 2.1.1 mod_commands §4.1).</summary>
public enum CommandResponseType
{
    [JsonStringEnumMemberName("NOT_SUPPORTED")]
    NotSupported,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("ACCEPTED")]
    Accepted,

    [JsonStringEnumMemberName("TIMEOUT")]
    Timeout,

    [JsonStringEnumMemberName("UNKNOWN_SESSION")]
    UnknownSession,
}
