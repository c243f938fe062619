using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Versions;

/// <summary>Where one side of a module is reached; a module with two sides has two entries (OCPI 2.2.1 version information endpoint).</summary>
public sealed record Endpoint
{
    /// <summary>The module; parties may add modules of their own, so it is no enumeration.</summary>
    [CiString(64)]
    public required string Identifier { get; init; }

    public required InterfaceRole Role { get; init; }

    [Url]
    public required string Url { get; init; }
}
