namespace Voltbench.Ocpi.V211.Cdrs;

/// <summary>How much of one dimension (OCPI 2.1.1 mod_cdrs §4.2).</summary>
public sealed record CdrDimension
{
    public required CdrDimensionType Type { get; init; }

    /// <summary>In the unit of the type.</summary>
    public required decimal Volume { get; init; }
}
