using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Tokens;

/// <summary>EVSEs of one location (OCPI 2.1.1 mod_tokens §4.2).</summary>
public sealed record LocationReferences
{
    [Text(39)]
    public required string LocationId { get; init; }

    [Text(39)]
    public IReadOnlyList<string>? EvseUids { get; init; }

    [Text(36)]
    public IReadOnlyList<string>? ConnectorIds { get; init; }
}
