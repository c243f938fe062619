using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Tokens;

/// <summary>EVSEs of one location (OCPI 2.2.1 mod_tokens).</summary>
public sealed record LocationReferences
{
    [CiString(36)]
    public required string LocationId { get; init; }

    [CiString(36)]
    public IReadOnlyList<string>? EvseUids { get; init; }
}
