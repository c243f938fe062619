namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>How much of one dimension (OCPI 2.2.1 mod_cdrs).</summary>
public sealed record CdrDimension
{
    public required CdrDimensionType Type { get; init; }

    /// <summary>In the unit of the type.</summary>
    public required decimal Volume { get; init; }
}
