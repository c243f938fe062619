using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Tariffs;

/// <summary>Prices and when they count (OCPI 2.1.1 mod_tariffs §4.3).</summary>
public sealed record TariffElement
{
    [Items(1)]
    public required IReadOnlyList<PriceComponent> PriceComponents { get; init; }

    public TariffRestrictions? Restrictions { get; init; }
}
