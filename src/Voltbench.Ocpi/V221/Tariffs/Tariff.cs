using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Locations;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Tariffs;

/// <summary>Prices of a CPO; the first matching element of each dimension counts (OCPI 2.2.1 mod_tariffs).</summary>
public sealed record Tariff
{
    [CiString(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }

    [CiString(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    [CiString(36)]
    public required string Id { get; init; }

    [Text(3), Form(TextForm.Currency)]
    public required string Currency { get; init; }

    /// <summary>Absent: for every session.</summary>
    public TariffType? Type { get; init; }

    public IReadOnlyList<DisplayText>? TariffAltText { get; init; }

    [Url]
    public string? TariffAltUrl { get; init; }

    /// <summary>A session costs at least this.</summary>
    public Price? MinPrice { get; init; }

    /// <summary>A session costs at most this.</summary>
    public Price? MaxPrice { get; init; }

    [Items(1)]
    public required IReadOnlyList<TariffElement> Elements { get; init; }

    /// <summary>When it begins to count; absent: at once.</summary>
    public DateTimeOffset? StartDateTime { get; init; }

    /// <summary>When it stops to count; absent: never.</summary>
    public DateTimeOffset? EndDateTime { get; init; }

    public EnergyMix? EnergyMix { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
