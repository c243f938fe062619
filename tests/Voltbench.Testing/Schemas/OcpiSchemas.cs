using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpi;

namespace Voltbench.Testing.Schemas;

/// <summary>
/// Schemas of OCPI as the judge of what goes over the wire. The specification has none; these are unofficial, and where one refuses what the text allows the
/// text counts: <see cref="OcpiSchemaCorrections"/>. They are looked for as <see cref="SharedFiles"/> says; a test that needs them begins with
/// <c>Assert.SkipUnless(OcpiSchemas.Available, OcpiSchemas.HowToGet)</c>.
/// </summary>
public static class OcpiSchemas
{
    public const string HowToGet =
        "The schemas of OCPI were not found, so nothing was held against them. Put the files that the generator of solidstudiosh/ocpi-schema writes into "
        + "shared/ocpi-schemas/2.1.1 and shared/ocpi-schemas/2.2.1 beside the repository, or name the folder that holds ocpi-schemas in VOLTBENCH_SHARED.";

    private static readonly Lazy<string?> Root = new(() => SharedFiles.TryLocate("ocpi-schemas", "2.1.1", "2.2.1"));
    private static readonly ConcurrentDictionary<(OcpiVersion, string), JsonSchema> Loaded = new();

    /// <summary>Whether the schemas are there.</summary>
    public static bool Available => Root.Value is not null;

    /// <summary>Whether the version has a schema of that kind.</summary>
    public static bool Has(OcpiVersion version, string kind) => Root.Value is { } root && File.Exists(PathOf(root, version, kind));

    /// <summary>The schema of a kind, e.g. <c>location</c>, <c>location.partial</c> (PATCH), <c>locations.response</c> (with the envelope), <c>commands.result</c>.</summary>
    /// <exception cref="InvalidOperationException">The schemas are not there.</exception>
    /// <exception cref="FileNotFoundException">The version has no such kind.</exception>
    public static JsonSchema Get(OcpiVersion version, string kind) => Loaded.GetOrAdd((version, kind), static key => Load(key.Item1, key.Item2));

    /// <summary>The first violation, or null when the JSON is valid.</summary>
    /// <inheritdoc cref="Get" path="/exception"/>
    public static string? Check(OcpiVersion version, string kind, ReadOnlySpan<byte> json)
    {
        var schema = Get(version, kind);
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? "$: something follows the object" : schema.Check(document.RootElement);
        }
        catch (JsonException e)
        {
            return $"$: {e.Message}";
        }
    }

    /// <inheritdoc cref="Check(OcpiVersion, string, ReadOnlySpan{byte})"/>
    public static string? Check(OcpiVersion version, string kind, string json) => Check(version, kind, Encoding.UTF8.GetBytes(json));

    private static JsonSchema Load(OcpiVersion version, string kind)
    {
        var text = File.ReadAllText(PathOf(Root.Value ?? throw new InvalidOperationException(HowToGet), version, kind));
        var schema = JsonNode.Parse(text)!;
        OcpiSchemaCorrections.Apply(version, schema);
        return JsonSchema.Parse(schema.ToJsonString());
    }

    private static string PathOf(string root, OcpiVersion version, string kind) => Path.Combine(root, version.Number(), kind + ".json");
}
