using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Tariffs;

/// <summary>The price of one dimension (OCPI 2.2.1 mod_tariffs).</summary>
public sealed record PriceComponent
{
    public required TariffDimensionType Type { get; init; }

    /// <summary>Per kWh, hour or session, without VAT.</summary>
    public required decimal Price { get; init; }

    /// <summary>Percent; absent: no VAT, which is not the same as 0 %.</summary>
    public decimal? Vat { get; init; }

    /// <summary>Smallest amount that is billed: Wh or s; nothing for FLAT.</summary>
    [Range(0)]
    public required int StepSize { get; init; }
}
