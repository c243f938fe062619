using System.Globalization;
using System.Text.Json;

namespace Voltbench.Testing.Schemas;

/// <summary>
/// The subset of JSON schema draft-04, draft-06 and draft-07 that the files of OCPP and OCPI use. Independent of the product's own rules on purpose: it is
/// the judge of them.
/// </summary>
public sealed class JsonSchema
{
    private static readonly HashSet<string> Annotations =
        ["$schema", "$id", "id", "title", "description", "comment", "javaType", "default", "additionalItems", "definitions"];

    public string? Type { get; private init; }

    public IReadOnlyDictionary<string, JsonSchema> Properties { get; private init; } = new Dictionary<string, JsonSchema>();

    public IReadOnlyList<string> Required { get; private init; } = [];

    /// <summary>Whether an object may hold properties that are not listed.</summary>
    public bool Open { get; private init; } = true;

    public IReadOnlyList<string>? Enum { get; private init; }

    public int? MinLength { get; private init; }

    public int? MaxLength { get; private init; }

    public int? MinItems { get; private init; }

    public int? MaxItems { get; private init; }

    public decimal? Minimum { get; private init; }

    public decimal? Maximum { get; private init; }

    public decimal? MultipleOf { get; private init; }

    public string? Format { get; private init; }

    /// <summary>Found anywhere in the text, as JSON schema has it.</summary>
    public string? Pattern { get; private init; }

    /// <summary>One of these must take the value.</summary>
    public IReadOnlyList<JsonSchema>? AnyOf { get; private init; }

    /// <summary>It takes no value: <c>"not": {}</c>.</summary>
    public bool Never { get; private init; }

    public JsonSchema? Items { get; private init; }

    /// <summary>Draft-04 takes <c>1.0</c> for no integer, later drafts do.</summary>
    public bool Draft4 { get; private init; }

    public static JsonSchema Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return Read(root, root, root.TryGetProperty("$schema", out var draft) && draft.GetString()!.Contains("draft-04", StringComparison.Ordinal));
    }

    /// <summary>The first violation as "path: text", or null when the value is valid.</summary>
    public string? Check(JsonElement value) => JsonSchemaCheck.Check(this, value, "$");

    private static JsonSchema Read(JsonElement schema, JsonElement root, bool draft4)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = root;
            foreach (var step in reference.GetString()!.TrimStart('#', '/').Split('/'))
                target = target.ValueKind == JsonValueKind.Array ? target[int.Parse(step, CultureInfo.InvariantCulture)] : target.GetProperty(Uri.UnescapeDataString(step));
            return Read(target, root, draft4);
        }

        var known = new HashSet<string>(
            ["type", "properties", "required", "additionalProperties", "enum", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "multipleOf", "format", "items", "pattern", "anyOf", "not"]);
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!known.Contains(keyword.Name) && !Annotations.Contains(keyword.Name))
                throw new NotSupportedException($"the schema keyword {keyword.Name} is not covered by this checker");
        }

        if (schema.TryGetProperty("not", out var not) && (not.ValueKind != JsonValueKind.Object || not.EnumerateObject().Any()))
            throw new NotSupportedException("not is covered only as \"not\": {}");

        return new JsonSchema
        {
            Draft4 = draft4,
            Never = schema.TryGetProperty("not", out _),
            AnyOf = Alternatives(schema, root, draft4),
            Pattern = Text(schema, "pattern"),
            Type = schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null,
            Properties = schema.TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value, root, draft4))
                : new Dictionary<string, JsonSchema>(),
            Required = Strings(schema, "required") ?? [],
            Open = !schema.TryGetProperty("additionalProperties", out var additional) || additional.ValueKind != JsonValueKind.False,
            Enum = Strings(schema, "enum"),
            MinLength = Int(schema, "minLength"),
            MaxLength = Int(schema, "maxLength"),
            MinItems = Int(schema, "minItems"),
            MaxItems = Int(schema, "maxItems"),
            Minimum = Number(schema, "minimum"),
            Maximum = Number(schema, "maximum"),
            MultipleOf = Number(schema, "multipleOf"),
            Format = Text(schema, "format"),
            Items = schema.TryGetProperty("items", out var items) ? Read(items, root, draft4) : null,
        };
    }

    /// <summary>A list of types is an alternative for each.</summary>
    private static List<JsonSchema>? Alternatives(JsonElement schema, JsonElement root, bool draft4)
    {
        if (schema.TryGetProperty("anyOf", out var anyOf))
            return anyOf.EnumerateArray().Select(s => Read(s, root, draft4)).ToList();
        return schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(t => new JsonSchema { Type = t.GetString(), Draft4 = draft4 }).ToList()
            : null;
    }

    private static string? Text(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static decimal? Number(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value.GetDecimal() : null;

    private static int? Int(JsonElement schema, string name) => (int?)Number(schema, name);

    private static List<string>? Strings(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(v => v.GetString()!).ToList() : null;
}
