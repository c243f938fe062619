using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpp.Messages.Rules;

namespace Voltbench.Ocpp.Messages.Defects;

/// <summary>Breaks one rule of a payload's schema at one place, and no other rule.</summary>
internal static class BrokenPayload
{
    /// <summary>Longest list that is made too long.</summary>
    private const int MaxItems = 1_000;

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The broken payload; null when it has no place for this defect.</summary>
    /// <param name="schema">Rules of the payload.</param>
    /// <param name="payload">A valid one; it is changed.</param>
    /// <param name="defect">What to break.</param>
    /// <param name="draw">Chooses the place.</param>
    public static string? Make(PayloadSchema schema, JsonObject payload, Defect defect, ulong draw)
    {
        if (defect == Defect.RepeatedField)
            return Repeat(payload, draw);

        var places = new List<Action>();
        Collect(schema.Root, payload, defect, places);
        if (places.Count == 0)
            return null;
        places[(int)(draw % (ulong)places.Count)]();
        return payload.ToJsonString(Unescaped);
    }

    private static void Collect(ValueRule rule, JsonNode node, Defect defect, List<Action> places)
    {
        switch (rule)
        {
            case ObjectRule rules when node is JsonObject properties:
                CollectObject(rules, properties, defect, places);
                foreach (var property in rules.Properties)
                {
                    if (properties[property.Name] is { } value)
                        Collect(property.Value, value, defect, places);
                }

                break;
            case ListRule list when node is JsonArray items:
                CollectList(list, items, defect, places);
                foreach (var item in items)
                {
                    if (item is not null)
                        Collect(list.Item, item, defect, places);
                }

                break;
            default:
                if (Instead(rule, defect) is { } wrong)
                    places.Add(() => node.ReplaceWith(wrong));
                break;
        }

        if (node.Parent is not null && rule is not AnyRule && (defect == Defect.WrongType || (defect == Defect.NullField && node.Parent is JsonObject)))
            places.Add(() => node.ReplaceWith(defect == Defect.NullField ? null : OfAnotherType(node)));
    }

    private static void CollectObject(ObjectRule rule, JsonObject properties, Defect defect, List<Action> places)
    {
        if (defect == Defect.UnknownField && !rule.IsOpen)
            places.Add(() => properties["notInTheStandard"] = 1);
        if (defect != Defect.MissingField)
            return;
        foreach (var property in rule.Properties)
        {
            if (property.Required && properties.ContainsKey(property.Name))
                places.Add(() => properties.Remove(property.Name));
        }
    }

    private static void CollectList(ListRule rule, JsonArray items, Defect defect, List<Action> places)
    {
        if (defect == Defect.TooFewItems && rule.Min > 0)
            places.Add(items.Clear);
        if (defect != Defect.TooManyItems || rule.Max > MaxItems || items.Count == 0)
            return;
        places.Add(() =>
        {
            while (items.Count <= rule.Max)
                items.Add(items[0]!.DeepClone());
        });
    }

    private static JsonValue? Instead(ValueRule rule, Defect defect) => (rule, defect) switch
    {
        (StringRule { Max: < int.MaxValue } text, Defect.TooLong) => JsonValue.Create(new string('x', text.Max + 1)),
        (EnumRule, Defect.BadEnum) => JsonValue.Create("NotInTheStandard"),
        (DateTimeRule, Defect.BadDatetime) => JsonValue.Create("yesterday at noon"),
        (IntegerRule { Max: < int.MaxValue } number, Defect.OutOfRange) => JsonValue.Create(number.Max + 1L),
        (IntegerRule { Min: > int.MinValue } number, Defect.OutOfRange) => JsonValue.Create(number.Min - 1L),
        (IntegerRule, Defect.OutOfRange) => JsonValue.Create(int.MaxValue + 1L),
        _ => null,
    };

    private static JsonNode OfAnotherType(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => JsonValue.Create(42),
        JsonValueKind.Number => JsonValue.Create("forty-two"),
        JsonValueKind.Object => new JsonArray(),
        JsonValueKind.Array => new JsonObject(),
        _ => JsonValue.Create("maybe"),
    };

    private static string? Repeat(JsonObject payload, ulong draw)
    {
        if (payload.Count == 0)
            return null;
        var (name, value) = payload.ElementAt((int)(draw % (ulong)payload.Count));
        var again = $"{JsonSerializer.Serialize(name)}:{value?.ToJsonString(Unescaped) ?? "null"}";
        return $"{{{again},{payload.ToJsonString(Unescaped).AsSpan(1)}";
    }
}
