using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Cdrs;

/// <summary>How a session was authorized (OCPI 2.1.1 mod_cdrs §4.1).</summary>
public enum AuthMethod
{
    /// <summary>The eMSP was asked.</summary>
    [JsonStringEnumMemberName("AUTH_REQUEST")]
    AuthRequest,

    /// <summary>From memory.</summary>
    [JsonStringEnumMemberName("WHITELIST")]
    Whitelist,
}
