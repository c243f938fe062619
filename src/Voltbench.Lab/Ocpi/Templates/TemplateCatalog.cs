using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>The shipped templates and places, read once.</summary>
public sealed class TemplateCatalog
{
    private readonly FrozenDictionary<string, CpoTemplate> _cpos;
    private readonly FrozenDictionary<string, LocationTemplate> _locations;

    private TemplateCatalog(IReadOnlyList<CpoTemplate> cpos, IReadOnlyList<LocationTemplate> locations, IReadOnlyList<Place> places)
    {
        (Cpos, Locations, Places) = (cpos, locations, places);
        _cpos = cpos.ToFrozenDictionary(static t => t.Slug, StringComparer.Ordinal);
        _locations = locations.ToFrozenDictionary(static t => t.Slug, StringComparer.Ordinal);
    }

    /// <summary>In the order of the data.</summary>
    public IReadOnlyList<CpoTemplate> Cpos { get; }

    /// <summary>In the order of the data.</summary>
    public IReadOnlyList<LocationTemplate> Locations { get; }

    /// <summary>In the order of the data.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <exception cref="JsonException">The shipped data is broken.</exception>
    public static TemplateCatalog Load() => new(
        Read("cpos", TemplateJson.Default.CpoFile).Templates,
        Read("locations", TemplateJson.Default.LocationFile).Templates,
        Read("places", TemplateJson.Default.PlaceFile).Places);

    public CpoTemplate? FindCpo(string slug) => _cpos.GetValueOrDefault(slug);

    public LocationTemplate? FindLocation(string slug) => _locations.GetValueOrDefault(slug);

    /// <summary>Chargers of a CPO without an override.</summary>
    public int ChargersOf(CpoTemplate template) => template.Sites.Sum(site => site.Count * _locations[site.Template].ChargerGroups.Sum(static g => g.Count));

    private static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var resource = $"Voltbench.Lab.Ocpi.Templates.Data.{file}.json";
        using var stream = typeof(TemplateCatalog).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing.");
        return JsonSerializer.Deserialize(stream, type)!;
    }
}

internal sealed record CpoFile(IReadOnlyList<CpoTemplate> Templates);

internal sealed record LocationFile(IReadOnlyList<LocationTemplate> Templates);

internal sealed record PlaceFile(IReadOnlyList<Place> Places);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CpoFile))]
[JsonSerializable(typeof(LocationFile))]
[JsonSerializable(typeof(PlaceFile))]
internal sealed partial class TemplateJson : JsonSerializerContext;
