using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>One change to a valid payload, with the code and place that a refusal must name; no code where the payload stays valid.</summary>
public sealed record PayloadMutation(string Kind, string Json, RpcErrorCode? Code, string Path)
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every mutation at every place of the payload.</summary>
    public static IEnumerable<PayloadMutation> All(OcppVersion version, JsonSchema schema, JsonNode payload, SchemaSamples samples)
    {
        var structure = version == OcppVersion.V16 ? RpcErrorCode.FormationViolation : RpcErrorCode.ProtocolError;
        return Walk(schema, payload, "$").SelectMany(place => At(place, structure, samples)).Select(m => m(payload));
    }

    private static IEnumerable<Func<JsonNode, PayloadMutation>> At(Place place, RpcErrorCode structure, SchemaSamples samples)
    {
        var (schema, node, path) = place;
        foreach (var wrong in WrongTypes(schema))
            yield return Replace($"wrong type {wrong}", path, JsonNode.Parse(wrong), path == "$" ? structure : RpcErrorCode.TypeConstraintViolation);

        switch (node)
        {
            case JsonObject properties:
                foreach (var name in schema.Required)
                    yield return Edit("drop required", path, o => o.AsObject().Remove(name), RpcErrorCode.OccurrenceConstraintViolation, $"{path}.{name}");
                yield return Edit("unknown property", path, o => o["notInTheStandard"] = 1, schema.Open ? null : structure, $"{path}.notInTheStandard");
                foreach (var (name, property) in schema.Properties.Where(p => !properties.ContainsKey(p.Key)))
                    yield return Edit("add optional", path, o => o[name] = samples.Value(property), null, path);
                break;

            case JsonArray items:
                var min = schema.MinItems ?? 0;
                yield return Edit("fewest items", path, a => Resize(a, min, schema, samples), null, path);
                if (min > 0)
                    yield return Edit("too few items", path, a => Resize(a, min - 1, schema, samples), RpcErrorCode.OccurrenceConstraintViolation, path);
                if (schema.MaxItems is { } max)
                {
                    yield return Edit("most items", path, a => Resize(a, max, schema, samples), null, path);
                    yield return Edit("too many items", path, a => Resize(a, max + 1, schema, samples), RpcErrorCode.OccurrenceConstraintViolation, path);
                }

                break;

            case JsonValue when schema.Enum is { } members:
                foreach (var member in members)
                    yield return Replace("enum member", path, member, null);
                foreach (var wrong in (string[])["", "Nonsense", members[0] + "x", members[0].ToLowerInvariant(), members[0].ToUpperInvariant()])
                    yield return Replace("unknown enum member", path, wrong, members.Contains(wrong) ? null : RpcErrorCode.PropertyConstraintViolation);
                break;

            case JsonValue when schema.MaxLength is { } length:
                yield return Replace("longest text", path, samples.Text(length), null);
                yield return Replace("text too long by one", path, samples.Text(length + 1), RpcErrorCode.PropertyConstraintViolation);
                yield return Replace("empty text", path, "", null);
                break;

            case JsonValue when schema.Format == "date-time":
                foreach (var wrong in (string[])["", "now", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31 12:00:00Z", "2026-02-29T12:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T12:00:00.Z", "2026-1-31T12:00:00Z", "2026-01-31T12:00:00+0100", "2026-01-31T12:00:00Z "])
                    yield return Replace($"date-time '{wrong}'", path, wrong, RpcErrorCode.TypeConstraintViolation);
                foreach (var right in (string[])["2028-02-29T12:00:00Z", "2026-06-30T23:59:60Z", "2026-01-31t12:00:00.5z", "2026-01-31T00:00:00.000000000000000001+23:59"])
                    yield return Replace($"date-time '{right}'", path, right, null);
                break;

            case JsonValue when schema.Type == "integer":
                yield return Replace("fraction", path, JsonNode.Parse("1.5"), RpcErrorCode.TypeConstraintViolation);
                if (schema.Minimum is { } least)
                    yield return Replace("below the minimum", path, (int)least - 1, RpcErrorCode.PropertyConstraintViolation);
                if (schema.Maximum is { } most)
                    yield return Replace("above the maximum", path, (int)most + 1, RpcErrorCode.PropertyConstraintViolation);
                break;

            case JsonValue when schema.MultipleOf is not null:
                yield return Replace("too many decimals", path, JsonNode.Parse("0.15"), RpcErrorCode.PropertyConstraintViolation);
                yield return Replace("zeros behind the decimals", path, JsonNode.Parse("16.100"), null);
                break;
        }
    }

    private static IEnumerable<string> WrongTypes(JsonSchema schema) => schema.Type switch
    {
        null => [],
        "string" => ["null", "1", "true", "{}", "[\"a\"]"],
        "integer" or "number" => ["null", "\"1\"", "false", "{}", "[1]"],
        "boolean" => ["null", "0", "\"true\"", "{}", "[true]"],
        "object" => ["null", "1", "\"{}\"", "true", "[]"],
        _ => ["null", "1", "\"[]\"", "true", "{}"],
    };

    private static void Resize(JsonNode list, int count, JsonSchema schema, SchemaSamples samples)
    {
        var items = list.AsArray();
        while (items.Count > count)
            items.RemoveAt(items.Count - 1);
        while (items.Count < count)
            items.Add(items.Count == 0 ? samples.Value(schema.Items!) : items[0]!.DeepClone());
    }

    private static Func<JsonNode, PayloadMutation> Replace(string kind, string path, JsonNode? value, RpcErrorCode? code) => payload =>
    {
        if (path == "$")
            return new(kind, value?.ToJsonString() ?? "null", code, path);
        var copy = payload.DeepClone();
        Find(copy, path).ReplaceWith(value);
        return new(kind, Write(copy, path), code, path);
    };

    private static Func<JsonNode, PayloadMutation> Edit(string kind, string path, Action<JsonNode> edit, RpcErrorCode? code, string place) => payload =>
    {
        var copy = payload.DeepClone();
        edit(Find(copy, path));
        return new(kind, Write(copy, path), code, place);
    };

    /// <summary>Half of the payloads are written with every other character escaped, half with none: both are the same JSON.</summary>
    private static string Write(JsonNode payload, string path) => payload.ToJsonString(path.Length % 2 == 0 ? Unescaped : null);

    private static JsonNode Find(JsonNode root, string path) => Descend(root, "$", path)!;

    private static JsonNode? Descend(JsonNode node, string at, string path)
    {
        if (at == path)
            return node;
        var children = node switch
        {
            JsonObject o => o.Select(p => (Node: p.Value, Path: $"{at}.{p.Key}")),
            JsonArray a => a.Select((item, i) => (Node: item, Path: $"{at}[{i}]")),
            _ => [],
        };
        return children.Where(c => path.StartsWith(c.Path, StringComparison.Ordinal))
            .Select(c => Descend(c.Node!, c.Path, path))
            .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<Place> Walk(JsonSchema schema, JsonNode node, string path)
    {
        yield return new(schema, node, path);
        var children = node switch
        {
            JsonObject o => o.Where(p => schema.Properties.ContainsKey(p.Key)).SelectMany(p => Walk(schema.Properties[p.Key], p.Value!, $"{path}.{p.Key}")),
            JsonArray a when schema.Items is not null => a.SelectMany((item, i) => Walk(schema.Items, item!, $"{path}[{i}]")),
            _ => [],
        };
        foreach (var child in children)
            yield return child;
    }

    private sealed record Place(JsonSchema Schema, JsonNode Node, string Path);
}
