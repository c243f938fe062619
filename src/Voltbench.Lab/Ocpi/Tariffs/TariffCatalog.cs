using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Ocpi;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Lab.Ocpi.Tariffs;

/// <summary>The shipped tariffs, each with the currency, the VAT and the level of prices of a CPO's country. Connectors name them by slug.</summary>
public sealed class TariffCatalog
{
    private readonly FrozenDictionary<string, TariffTemplate> _tariffs;
    private readonly FrozenDictionary<string, PriceLevel> _levels;
    private readonly PriceLevel _elsewhere;

    private TariffCatalog(TariffFile file)
    {
        Slugs = [.. file.Tariffs.Select(t => t.Slug)];
        Countries = [.. file.Countries.Select(l => l.Country!)];
        _tariffs = file.Tariffs.ToFrozenDictionary(t => t.Slug, StringComparer.Ordinal);
        _levels = file.Countries.ToFrozenDictionary(l => l.Country!, StringComparer.Ordinal);
        _elsewhere = file.Elsewhere;
    }

    /// <summary>In the order of the data.</summary>
    public IReadOnlyList<string> Slugs { get; }

    /// <summary>With a currency, a VAT and a level of their own (ISO 3166-1 alpha-2); the others have euro.</summary>
    public IReadOnlyList<string> Countries { get; }

    /// <exception cref="JsonException">The shipped data is broken.</exception>
    public static TariffCatalog Load()
    {
        const string Resource = "Voltbench.Lab.Ocpi.Templates.Data.tariffs.json";
        using var stream = typeof(TemplateCatalog).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return new TariffCatalog(JsonSerializer.Deserialize(stream, TariffFileJson.Default.TariffFile)!);
    }

    /// <summary>ISO 4217; of a country (ISO 3166-1 alpha-2), for a session without a tariff.</summary>
    public string CurrencyOf(string country) => Level(country).Currency;

    /// <summary>The tariff of a CPO as it goes over the wire in the CPO's version.</summary>
    /// <returns>False when there is no such slug.</returns>
    public bool TryRender(Party party, string slug, DateTimeOffset lastUpdated, [NotNullWhen(true)] out string? body)
    {
        body = party.Version == OcpiVersion.V211
            ? OrNull(Find211(party.CountryCode, slug, lastUpdated))
            : OrNull(Find221(party.CountryCode, party.PartyId, slug, lastUpdated));
        return body is not null;
    }

    /// <summary>Null when there is no such slug.</summary>
    public V221.Tariffs.Tariff? Find221(string country, string party, string slug, DateTimeOffset lastUpdated)
    {
        if (!_tariffs.TryGetValue(slug, out var template))
            return null;
        var level = Level(country);
        return new V221.Tariffs.Tariff
        {
            CountryCode = country,
            PartyId = party,
            Id = slug,
            Currency = level.Currency,
            Type = V221.Tariffs.TariffType.Regular,
            TariffAltText = [new() { Language = "en", Text = template.Text }],
            MinPrice = Bound(template.MinPrice, level),
            MaxPrice = Bound(template.MaxPrice, level),
            Elements =
            [
                .. template.Elements.Select(e => e with
                {
                    PriceComponents = [.. e.PriceComponents.Select(c => c with { Price = At(level, c.Price), Vat = level.Vat })],
                }),
            ],
            LastUpdated = lastUpdated,
        };
    }

    /// <summary>Null when there is no such slug. Without what 2.1.1 has no members for: VAT, least and most, reservations.</summary>
    public V211.Tariffs.Tariff? Find211(string country, string slug, DateTimeOffset lastUpdated)
    {
        if (!_tariffs.TryGetValue(slug, out var template))
            return null;
        var level = Level(country);
        return new V211.Tariffs.Tariff
        {
            Id = slug,
            Currency = level.Currency,
            TariffAltText = [new() { Language = "en", Text = template.Text }],
            Elements =
            [
                .. template.Elements.Where(e => e.Restrictions?.Reservation is null).Select(e => new V211.Tariffs.TariffElement
                {
                    PriceComponents = [.. e.PriceComponents.Select(c => Component(c, level))],
                    Restrictions = Restrictions(e.Restrictions),
                }),
            ],
            LastUpdated = lastUpdated,
        };
    }

    private static string? OrNull<T>(T? tariff)
        where T : class => tariff is null ? null : OcpiJson.Serialize(tariff);

    private PriceLevel Level(string country) => _levels.GetValueOrDefault(country) ?? _elsewhere;

    private static decimal At(PriceLevel level, decimal price) => Math.Round(price * level.Level, 2, MidpointRounding.AwayFromZero);

    private static V221.Types.Price? Bound(decimal? price, PriceLevel level)
    {
        if (price is not { } euro)
            return null;
        var net = At(level, euro);
        return new() { ExclVat = net, InclVat = level.Vat is { } vat ? Math.Round(net * (1 + (vat / 100)), 2, MidpointRounding.AwayFromZero) : null };
    }

    private static V211.Tariffs.PriceComponent Component(V221.Tariffs.PriceComponent component, PriceLevel level) => new()
    {
        Type = OcpiNames.TryParse<V211.Tariffs.TariffDimensionType>(component.Type.WireName(), out var type) ? type : throw new InvalidOperationException("2.1.1 has all dimensions"),
        Price = At(level, component.Price),
        StepSize = component.StepSize,
    };

    /// <summary>The file has no restriction on current: in 2.1.1 it would mean nothing.</summary>
    private static V211.Tariffs.TariffRestrictions? Restrictions(V221.Tariffs.TariffRestrictions? only) => only is null ? null : new()
    {
        StartTime = only.StartTime,
        EndTime = only.EndTime,
        StartDate = only.StartDate,
        EndDate = only.EndDate,
        MinKwh = only.MinKwh,
        MaxKwh = only.MaxKwh,
        MinPower = only.MinPower,
        MaxPower = only.MaxPower,
        MinDuration = only.MinDuration,
        MaxDuration = only.MaxDuration,
        DayOfWeek = only.DayOfWeek is null ? null : [.. only.DayOfWeek.Select(d => (V211.Tariffs.DayOfWeek)(int)d)],
    };
}
