using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Tokens;

/// <summary>Whether a token may charge (OCPI 2.2.1 mod_tokens).</summary>
public enum AllowedType
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
