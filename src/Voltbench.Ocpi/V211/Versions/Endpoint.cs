using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Versions;

/// <summary>Where a module is reached (OCPI 2.1.1 version information endpoint).</summary>
public sealed record Endpoint
{
    /// <summary>The module; parties may add modules of their own, so it is no enumeration.</summary>
    [Text(64)]
    public required string Identifier { get; init; }

    [Url]
    public required string Url { get; init; }
}
