using System.Text.Json.Serialization;

namespace Voltbench.Gateway.Templates;

/// <summary>All templates of a gallery.</summary>
/// <param name="Total">How many there are.</param>
public sealed record CpoGalleryBody(IReadOnlyList<CpoTemplateBody> Data, int Total);

/// <summary>What a CPO can be made from.</summary>
/// <param name="Version">Of the template's data.</param>
/// <param name="Locations">Without an override.</param>
/// <param name="Chargers">Without an override, in all locations together.</param>
public sealed record CpoTemplateBody(string Slug, string Version, string Description, int Locations, int Chargers);

/// <summary>All location templates that were asked for.</summary>
/// <param name="Total">How many there are.</param>
public sealed record LocationGalleryBody(IReadOnlyList<LocationTemplateBody> Data, int Total);

/// <summary>What a location can be made from.</summary>
/// <param name="Version">Of the template's data.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="ParkingType"><c>ALONG_MOTORWAY</c>, <c>PARKING_GARAGE</c>, <c>PARKING_LOT</c>, <c>ON_DRIVEWAY</c>, <c>ON_STREET</c> or <c>UNDERGROUND_GARAGE</c>.</param>
/// <param name="Type"><c>AC</c>, <c>DC</c> or <c>AC-DC</c>.</param>
public sealed record LocationTemplateBody(
    string Slug, string Version, string Name, string Description, string Country, string ParkingType, string Type, IReadOnlyList<ChargerGroupTemplateBody> ChargerGroups);

/// <summary>Chargers of one model.</summary>
/// <param name="NominalKw">What a charger gives at most, kW, from the catalog.</param>
public sealed record ChargerGroupTemplateBody(string BrandSlug, string ModelSlug, string ConnectorType, string OcppVersion, int Count, double NominalKw);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CpoGalleryBody))]
[JsonSerializable(typeof(LocationGalleryBody))]
internal sealed partial class TemplatesJson : JsonSerializerContext;
