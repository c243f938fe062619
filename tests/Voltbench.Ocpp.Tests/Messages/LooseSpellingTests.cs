using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpp.Messages;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>Names in snake_case: whatever the words, the message of the standard comes out.</summary>
public class LooseSpellingTests
{
    public static TheoryData<OcppVersion, string> Actions { get; } = new(
        from version in Enum.GetValues<OcppVersion>() from action in OcppActions.All(version) select (version, action.Name));

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_action_and_every_property_is_found(OcppVersion version, string name)
    {
        LooseSpelling.FindAction(version, name)!.Name.ShouldBe(name);
        LooseSpelling.FindAction(version, Snake(name))!.Name.ShouldBe(name);
        LooseSpelling.FindAction(version, JsonNamingPolicy.SnakeCaseLower.ConvertName(name))!.Name.ShouldBe(name);

        Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet);
        var action = OcppActions.Find(version, name)!;
        for (var seed = 0; seed < 10; seed++)
        {
            var payload = new SchemaSamples(seed, optional: seed == 0 ? 1 : 0.5).Value(OcppSchemas.Get(version, name, response: false));
            foreach (var rename in (Func<string, string>[])[n => n, Snake, JsonNamingPolicy.SnakeCaseLower.ConvertName])
            {
                var written = LooseSpelling.Request(action, Element(Rename(payload, rename)), out var problems);

                problems.ShouldBeEmpty(payload.ToJsonString());
                JsonNode.DeepEquals(JsonNode.Parse(written), payload).ShouldBeTrue(Encoding.UTF8.GetString(written));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void It_finds_fault_where_the_schema_does(OcppVersion version, string name)
    {
        Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet);
        var action = OcppActions.Find(version, name)!;
        var schema = OcppSchemas.Get(version, name, response: false);
        var samples = new SchemaSamples(1, optional: 1);
        foreach (var mutation in PayloadMutation.All(version, schema, samples.Value(schema), samples))
        {
            using var document = JsonDocument.Parse(mutation.Json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                continue;

            var written = LooseSpelling.Request(action, document.RootElement, out var problems);

            (problems.Count == 0).ShouldBe(action.Request.Check(Encoding.UTF8.GetBytes(mutation.Json)) is null, mutation.Json);
            JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(mutation.Json)).ShouldBeTrue(mutation.Json);
        }
    }

    [Fact]
    public void Everything_is_told_at_the_names_that_were_given()
    {
        var action = OcppActions.Find(OcppVersion.V16, "MeterValues")!;
        var payload = Element(JsonNode.Parse(
            """{"connector_id":"1","colour":1,"meter_value":[{"timestamp":"today","sampled_value":[{"unit":"Wh"},{"value":"1","Value":"2"}]},{}],"connectorId":1}""")!);

        LooseSpelling.Request(action, payload, out var problems);

        problems.Select(p => $"{string.Join('.', p.Path)} {p.Fault}").ShouldBe(
        [
            "connector_id Wrong", "colour Unknown", "meter_value.0.timestamp Wrong", "meter_value.0.sampled_value.0.value Missing",
            "meter_value.0.sampled_value.1.Value Unknown", "meter_value.1.timestamp Missing", "meter_value.1.sampledValue Missing", "connectorId Repeated",
        ]);
    }

    [Theory]
    [InlineData("BOOT_NOTIFICATION")]
    [InlineData("bootNotification")]
    [InlineData("boot-notification")]
    [InlineData("boot_notificatio")]
    [InlineData("boot_notifications")]
    [InlineData("_")]
    [InlineData("")]
    public void Other_spellings_are_no_action(string name) => LooseSpelling.FindAction(OcppVersion.V16, name).ShouldBeNull();

    /// <summary>Every capital and every run of digits begins a word: the most underscores that anybody writes.</summary>
    private static string Snake(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && (char.IsUpper(name[i]) || (char.IsDigit(name[i]) != char.IsDigit(name[i - 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>What the schema leaves to the vendor keeps its names.</summary>
    private static JsonNode? Rename(JsonNode? node, Func<string, string> rename) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(
            p.Key == "vendorsOwn" || p.Key == "any" ? p.Key : rename(p.Key), p.Key is "vendorsOwn" or "any" ? p.Value?.DeepClone() : Rename(p.Value, rename)))),
        JsonArray a => new JsonArray([.. a.Select(item => Rename(item, rename))]),
        _ => node?.DeepClone(),
    };

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);
}
