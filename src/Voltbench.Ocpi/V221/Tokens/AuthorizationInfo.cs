using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Tokens;

/// <summary>The answer of an eMSP to a real-time authorization (OCPI 2.2.1 mod_tokens).</summary>
public sealed record AuthorizationInfo
{
    public required AllowedType Allowed { get; init; }

    public required Token Token { get; init; }

    public LocationReferences? Location { get; init; }

    /// <summary>To be given back in the session and the CDR.</summary>
    [CiString(36)]
    public string? AuthorizationReference { get; init; }

    public DisplayText? Info { get; init; }
}
