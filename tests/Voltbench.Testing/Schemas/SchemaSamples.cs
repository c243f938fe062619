using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Voltbench.Testing.Schemas;

/// <summary>Random valid values of a schema; the same seed gives the same values.</summary>
/// <param name="seed">Seed of every choice.</param>
/// <param name="optional">How often an optional property is there: 0 never, 1 always.</param>
public sealed class SchemaSamples(int seed, double optional = 0.5)
{
    private const string Alphabet = "abcXYZ 0189-_.:/@*+<>&'\"\\\t\näßéλ中😀";

    private readonly Random random = new(seed);

    /// <summary>A value with every required property and some of the optional ones.</summary>
    public JsonNode Value(JsonSchema schema) => schema.Enum is { } members ? JsonValue.Create(Pick(members)) : schema.Type switch
    {
        "object" => Object(schema),
        "array" => new JsonArray([.. Enumerable.Range(0, Count(schema)).Select(_ => Value(schema.Items!))]),
        "string" when schema.Format == "date-time" => JsonValue.Create(DateTimeText()),
        "string" => JsonValue.Create(Text(random.Next(0, Math.Min(schema.MaxLength ?? 80, 80) + 1))),
        "integer" => JsonValue.Create(Integer(schema)),
        "number" => JsonNode.Parse(Number(schema))!,
        "boolean" => JsonValue.Create(random.Next(2) == 0),
        null => new JsonObject { ["any"] = new JsonArray(1, Text(3), new JsonObject()) },
        _ => throw new NotSupportedException($"no samples of type {schema.Type}"),
    };

    /// <summary>Text of exactly that many Unicode characters, some of which take several bytes or an escape.</summary>
    public string Text(int characters)
    {
        var runes = Alphabet.EnumerateRunes().ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < characters; i++)
            text.Append(runes[random.Next(runes.Length)]);
        return text.ToString();
    }

    private JsonObject Object(JsonSchema schema)
    {
        var result = new JsonObject();
        foreach (var (name, property) in schema.Properties.OrderBy(_ => random.Next()))
        {
            if (schema.Required.Contains(name) || random.NextDouble() < optional)
                result[name] = Value(property);
        }

        if (schema.Open && schema.Properties.ContainsKey("vendorId"))
            result["vendorsOwn"] = new JsonObject { ["x"] = random.Next() };
        return result;
    }

    private int Count(JsonSchema schema)
    {
        var min = Math.Max(1, schema.MinItems ?? 0);
        return random.Next(min, Math.Min(schema.MaxItems ?? 3, min + 2) + 1);
    }

    private int Integer(JsonSchema schema) => random.Next(4) switch
    {
        0 => (int)(schema.Minimum ?? int.MinValue),
        1 => (int)(schema.Maximum ?? int.MaxValue),
        _ => random.Next((int)(schema.Minimum ?? int.MinValue), (int)(schema.Maximum ?? int.MaxValue)),
    };

    private string Number(JsonSchema schema)
    {
        if (schema.MultipleOf is not null)
            return (random.Next(-100_000, 100_000) / 10m).ToString(CultureInfo.InvariantCulture);
        return random.Next(4) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{random.Next(-99, 99)}e{random.Next(-3, 4)}")
            : (random.Next(-1_000_000, 1_000_000) / 1000m).ToString(CultureInfo.InvariantCulture);
    }

    private string DateTimeText()
    {
        var time = new DateTime(2000, 1, 1).AddSeconds(random.Next(int.MaxValue)).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return time + Pick(["", ".1", ".123", ".1234567", ".123456789012"]) + Pick(["Z", "z", "+00:00", "+05:30", "-11:00"]);
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
