using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Tokens;

/// <summary>Whether a token may charge (OCPI 2.1.1 mod_tokens §4.1).</summary>
public enum Allowed
{
    [JsonStringEnumMemberName("ALLOWED")]
    Allowed,

    [JsonStringEnumMemberName("BLOCKED")]
    Blocked,

    [JsonStringEnumMemberName("EXPIRED")]
    Expired,

    [JsonStringEnumMemberName("NO_CREDIT")]
    NoCredit,

    [JsonStringEnumMemberName("NOT_ALLOWED")]
    NotAllowed,
}
