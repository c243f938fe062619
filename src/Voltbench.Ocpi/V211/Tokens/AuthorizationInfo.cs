using Voltbench.Ocpi.V211.Types;

namespace Voltbench.Ocpi.V211.Tokens;

/// <summary>The answer of an eMSP to a real-time authorization (OCPI 2.1.1 mod_tokens §3.1).</summary>
public sealed record AuthorizationInfo
{
    public required Allowed Allowed { get; init; }

    public LocationReferences? Location { get; init; }

    public DisplayText? Info { get; init; }
}
