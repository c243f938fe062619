namespace Voltbench.Ocpi.V221.Types;

/// <summary>An amount without and, where known, with VAT, in the currency of the object that holds it (OCPI 2.2.1 types).</summary>
public sealed record Price
{
    /// <summary>Without VAT.</summary>
    public required decimal ExclVat { get; init; }

    /// <summary>With VAT; absent when it is not known.</summary>
    public decimal? InclVat { get; init; }
}
