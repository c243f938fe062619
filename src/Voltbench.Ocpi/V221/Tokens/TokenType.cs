using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Tokens;

/// <summary>The kind of a token (OCPI 2.2.1 mod_tokens).</summary>
public enum TokenType
{
    [JsonStringEnumMemberName("AD_HOC_USER")]
    AdHocUser,

    [JsonStringEnumMemberName("APP_USER")]
    AppUser,

    [JsonStringEnumMemberName("OTHER")]
    Other,

    [JsonStringEnumMemberName("RFID")]
    Rfid,
}
