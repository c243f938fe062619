using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Versions;

/// <summary>A version that a party speaks and where its details are (OCPI 2.2.1 version information endpoint).</summary>
public sealed record VersionInfo
{
    /// <summary>Such as 2.2.1; any other too, so it is no enumeration.</summary>
    [CiString(16)]
    public required string Version { get; init; }

    [Url]
    public required string Url { get; init; }
}
