using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpp.Messages;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>Holds the rules of every payload against the official schema of it, in both directions.</summary>
public class OfficialSchemaTests
{
    private const int Samples = 40;
    private const int MutatedSamples = 3;

    public static TheoryData<OcppVersion, string, bool> Payloads { get; } = new(
        from version in Enum.GetValues<OcppVersion>()
        from action in OcppActions.All(version)
        from response in (bool[])[false, true]
        select (version, action.Name, response));

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Valid_payloads_pass_and_keep_their_values(OcppVersion version, string name, bool response)
    {
        Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet);
        var action = OcppActions.Find(version, name)!;
        var rules = response ? action.Response : action.Request;
        var type = response ? action.ResponseType : action.RequestType;
        var schema = OcppSchemas.Get(version, name, response);

        foreach (var seed in Enumerable.Range(0, Samples))
        {
            var payload = new SchemaSamples(seed).Value(schema);
            var json = payload.ToJsonString();
            OcppSchemas.Check(version, name, response, json).ShouldBeNull(json);
            rules.Check(Encoding.UTF8.GetBytes(json)).ShouldBeNull(json);

            var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type);

            OcppSchemas.Check(version, name, response, written).ShouldBeNull(written);
            rules.Check(Encoding.UTF8.GetBytes(written)).ShouldBeNull(written);
            Difference(schema, payload, JsonNode.Parse(written), "$").ShouldBeNull($"{json}\n{written}");
        }
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Mutated_payloads_get_the_verdict_of_the_schema_and_the_right_code(OcppVersion version, string name, bool response)
    {
        Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet);
        var action = OcppActions.Find(version, name)!;
        var rules = response ? action.Response : action.Request;
        var schema = OcppSchemas.Get(version, name, response);

        foreach (var seed in Enumerable.Range(0, MutatedSamples))
        {
            var samples = new SchemaSamples(seed, optional: seed == 0 ? 1 : 0.5); // the first visits every property once
            foreach (var mutation in PayloadMutation.All(version, schema, samples.Value(schema), samples))
            {
                var official = OcppSchemas.Check(version, name, response, mutation.Json);
                var ours = rules.Check(Encoding.UTF8.GetBytes(mutation.Json));
                var about = $"{mutation.Kind} at {mutation.Path}\n{mutation.Json}\nofficial: {official}\nours: {ours}";

                (official is null).ShouldBe(mutation.Code is null, about);
                if (IsStricterThanTheSchema(version, name, mutation))
                {
                    ours.ShouldNotBeNull(about);
                    continue;
                }

                ours?.Code.ShouldBe(mutation.Code!.Value, about);
                ours?.Path.ShouldBe(mutation.Path, about);
                (ours is null).ShouldBe(official is null, about);
            }
        }
    }

    /// <summary>
    /// The schema of the 1.6 StopTransaction lets a meter value be without samples, the schema of MeterValues and the standard do not (§7.33: 1..*). There is one type
    /// for both, with the standard's rule.
    /// </summary>
    private static bool IsStricterThanTheSchema(OcppVersion version, string name, PayloadMutation mutation) =>
        version == OcppVersion.V16 && name == "StopTransaction" && mutation.Kind == "fewest items" && mutation.Path.EndsWith(".sampledValue", StringComparison.Ordinal);

    /// <summary>Where the two differ in value; customData is not kept, and of a date-time the instant in milliseconds counts.</summary>
    private static string? Difference(JsonSchema schema, JsonNode? before, JsonNode? after, string path)
    {
        if (before is JsonObject left && after is JsonObject right)
        {
            return left.Select(p => p.Key).Union(right.Select(p => p.Key)).Where(name => name != "customData")
                .Select(name => schema.Properties.TryGetValue(name, out var property)
                    ? Difference(property, left[name], right[name], $"{path}.{name}")
                    : JsonNode.DeepEquals(left[name], right[name]) ? null : $"{path}.{name}")
                .FirstOrDefault(d => d is not null);
        }

        if (before is JsonArray items && after is JsonArray others && schema.Items is { } item)
        {
            return items.Count != others.Count
                ? path
                : items.Select((value, i) => Difference(item, value, others[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
        }

        return Scalar(schema, before) == Scalar(schema, after) ? null : path;
    }

    private static string? Scalar(JsonSchema schema, JsonNode? value) => (schema, value) switch
    {
        (_, null) => null,
        ({ Format: "date-time" }, _) => Instant(value.GetValue<string>()),
        ({ Type: "number" }, _) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.InvariantCulture),
        _ => value.ToJsonString(),
    };

    private static string Instant(string text) =>
        DateTimeOffset.Parse(text.ToUpperInvariant(), CultureInfo.InvariantCulture).ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
