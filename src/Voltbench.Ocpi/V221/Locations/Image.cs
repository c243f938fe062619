using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>A picture by its address (OCPI 2.2.1 mod_locations).</summary>
public sealed record Image
{
    [Url]
    public required string Url { get; init; }

    [Url]
    public string? Thumbnail { get; init; }

    public required ImageCategory Category { get; init; }

    /// <summary>gif, jpeg, png, svg …</summary>
    [CiString(4)]
    public required string Type { get; init; }

    /// <summary>Pixels.</summary>
    [Range(0, 99999)]
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    [Range(0, 99999)]
    public int? Height { get; init; }
}
