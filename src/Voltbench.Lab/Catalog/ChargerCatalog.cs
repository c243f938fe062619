using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Lab.Catalog;

/// <summary>The hardware that a virtual charger can be: the shipped data, read once.</summary>
public sealed class ChargerCatalog
{
    private const string Resource = "Voltbench.Lab.Catalog.Data.catalog.json";

    private readonly FrozenDictionary<string, CatalogBrand> _brands;
    private readonly FrozenDictionary<(string Brand, string Model), CatalogModel> _models;

    private ChargerCatalog(IReadOnlyList<CatalogBrand> brands)
    {
        Brands = brands;
        _brands = brands.ToFrozenDictionary(b => b.Slug, StringComparer.Ordinal);
        _models = brands.SelectMany(b => b.Models.Select(m => ((b.Slug, m.Slug), m))).ToFrozenDictionary(p => p.Item1, p => p.m);
    }

    /// <summary>In the order of the data.</summary>
    public IReadOnlyList<CatalogBrand> Brands { get; }

    /// <exception cref="JsonException">The shipped data is broken.</exception>
    public static ChargerCatalog Load()
    {
        using var stream = typeof(ChargerCatalog).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        return new ChargerCatalog(JsonSerializer.Deserialize(stream, CatalogJson.Default.CatalogFile)!.Brands);
    }

    public CatalogBrand? FindBrand(string slug) => _brands.GetValueOrDefault(slug);

    public CatalogModel? FindModel(string brandSlug, string modelSlug) => _models.GetValueOrDefault((brandSlug, modelSlug));
}

/// <summary>A manufacturer.</summary>
public sealed record CatalogBrand(string Slug, string Name, IReadOnlyList<CatalogModel> Models, string? ImageUrl = null);

/// <summary>A model; see docs/catalog.md for the meaning of the figures.</summary>
/// <param name="CurrentType"><c>ac</c>, <c>dc</c> or <c>ac-dc</c>.</param>
/// <param name="SupportedKwh">Power levels, kW.</param>
/// <param name="MaxPowerKw">The station never gives more, kW.</param>
/// <param name="Connectors">Outlets in the order of the OCPP connector id.</param>
/// <param name="ConnectorOptions">Types that a charger of this model can have.</param>
public sealed record CatalogModel(
    string Slug,
    string Name,
    string CurrentType,
    IReadOnlyList<double> SupportedKwh,
    double MaxPowerKw,
    IReadOnlyList<CatalogConnector> Connectors,
    IReadOnlyList<string> ConnectorOptions,
    string? ImageUrl = null)
{
    /// <summary>
    /// The outlets of the data sheet, none above the limit of the station. Where the type that was chosen is an option that is not among them, it takes the
    /// place of the outlets of its kind of current.
    /// </summary>
    public IReadOnlyList<CatalogConnector> Outlets(string chosen)
    {
        var isListed = Connectors.Any(c => c.Type == chosen);
        var isDc = chosen is "CCS1" or "CCS2" or "CHAdeMO" or "GBT_DC" || (chosen == "NACS" && Connectors.All(static c => c.Dc));
        return [.. Connectors.Select(c => c with
        {
            Type = isListed || c.Dc != isDc ? c.Type : chosen,
            PowerKw = Math.Min(c.PowerKw, MaxPowerKw),
        })];
    }
}

/// <summary>One outlet.</summary>
/// <param name="PowerKw">Rating of this outlet alone, kW.</param>
/// <param name="Phases">1 or 3; 0 for DC.</param>
/// <param name="VoltageV">AC: phase to neutral, V. DC: nominal pack voltage, V.</param>
public sealed record CatalogConnector(string Type, double PowerKw, int Phases, double VoltageV, bool Dc);

internal sealed record CatalogFile(IReadOnlyList<CatalogBrand> Brands);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CatalogFile))]
internal sealed partial class CatalogJson : JsonSerializerContext;
