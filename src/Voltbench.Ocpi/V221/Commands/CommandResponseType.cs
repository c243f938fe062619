using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>Answers to a command (OCPI 2.2.1 mod_commands).</summary>
public enum CommandResponseType
{
    [JsonStringEnumMemberName("NOT_SUPPORTED")]
    NotSupported,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("ACCEPTED")]
    Accepted,

    [JsonStringEnumMemberName("UNKNOWN_SESSION")]
    UnknownSession,
}
