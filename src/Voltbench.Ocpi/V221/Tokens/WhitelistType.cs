using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Tokens;

/// <summary>Whether a token may be decided from memory (OCPI 2.2.1 mod_tokens).</summary>
public enum WhitelistType
{
    /// <summary>Always from memory; the eMSP is not asked.</summary>
    [JsonStringEnumMemberName("ALWAYS")]
    Always,

    /// <summary>As the CPO likes.</summary>
    [JsonStringEnumMemberName("ALLOWED")]
    Allowed,

    /// <summary>The eMSP is asked; from memory when it cannot be reached.</summary>
    [JsonStringEnumMemberName("ALLOWED_OFFLINE")]
    AllowedOffline,

    /// <summary>The eMSP is asked every time.</summary>
    [JsonStringEnumMemberName("NEVER")]
    Never,
}
