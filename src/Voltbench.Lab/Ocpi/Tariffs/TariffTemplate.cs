using System.Text.Json.Serialization;
using Voltbench.Ocpi.V221.Tariffs;

namespace Voltbench.Lab.Ocpi.Tariffs;

/// <summary>A kind of tariff, in the members of OCPI 2.2.1 that it has in every country. Prices are in euro without VAT, at the level of Germany.</summary>
/// <param name="Slug">The id of the tariff in every CPO that has it.</param>
/// <param name="Text">What a driver should know besides the prices; ASCII, because 2.1.1 wants that.</param>
/// <param name="MinPrice">2.2.1 only, as <paramref name="MaxPrice"/> and what prices a reservation.</param>
internal sealed record TariffTemplate(string Slug, string Text, IReadOnlyList<TariffElement> Elements, decimal? MinPrice = null, decimal? MaxPrice = null);

/// <summary>What is different in a country.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Level">Factor of all prices: level of prices and rate of exchange.</param>
/// <param name="Vat">Percent; null: prices have none, as in the US, where sales tax depends on the place.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record PriceLevel(string Currency, decimal Level, decimal? Vat = null, string? Country = null);

internal sealed record TariffFile(IReadOnlyList<PriceLevel> Countries, PriceLevel Elsewhere, IReadOnlyList<TariffTemplate> Tariffs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TariffFile))]
internal sealed partial class TariffFileJson : JsonSerializerContext;
