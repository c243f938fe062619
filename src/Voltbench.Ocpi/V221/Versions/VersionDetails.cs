using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Versions;

/// <summary>The modules of a version (OCPI 2.2.1 version information endpoint).</summary>
public sealed record VersionDetails
{
    /// <summary>Such as 2.2.1.</summary>
    [CiString(16)]
    public required string Version { get; init; }

    [Items(1)]
    public required IReadOnlyList<Endpoint> Endpoints { get; init; }
}
