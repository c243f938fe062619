using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Tariffs;

/// <summary>Prices and when they count (OCPI 2.2.1 mod_tariffs).</summary>
public sealed record TariffElement
{
    [Items(1)]
    public required IReadOnlyList<PriceComponent> PriceComponents { get; init; }

    public TariffRestrictions? Restrictions { get; init; }
}
