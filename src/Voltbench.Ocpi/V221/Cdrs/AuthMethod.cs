using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>How a session was authorized (OCPI 2.2.1 mod_cdrs).</summary>
public enum AuthMethod
{
    /// <summary>The eMSP was asked.</summary>
    [JsonStringEnumMemberName("AUTH_REQUEST")]
    AuthRequest,

    /// <summary>By a command of the eMSP.</summary>
    [JsonStringEnumMemberName("COMMAND")]
    Command,

    /// <summary>From memory.</summary>
    [JsonStringEnumMemberName("WHITELIST")]
    Whitelist,
}
