using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Locations;
using Voltbench.Ocpi.V211.Types;

namespace Voltbench.Ocpi.V211.Tariffs;

/// <summary>Prices of a CPO; the first matching element of each dimension counts (OCPI 2.1.1 mod_tariffs §3.1).</summary>
public sealed record Tariff
{
    [Text(36)]
    public required string Id { get; init; }

    [Text(3), Form(TextForm.Currency)]
    public required string Currency { get; init; }

    public IReadOnlyList<DisplayText>? TariffAltText { get; init; }

    [Url]
    public string? TariffAltUrl { get; init; }

    [Items(1)]
    public required IReadOnlyList<TariffElement> Elements { get; init; }

    public EnergyMix? EnergyMix { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
