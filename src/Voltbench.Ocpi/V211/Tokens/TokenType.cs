using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Tokens;

/// <summary>The kind of a token (OCPI 2.1.1 mod_tokens §4.3).</summary>
public enum TokenType
{
    [JsonStringEnumMemberName("OTHER")]
    Other,

    [JsonStringEnumMemberName("RFID")]
    Rfid,
}
