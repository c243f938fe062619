using System.Text.Json;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>The judge is judged too: the schema checker against a schema that uses every keyword it knows.</summary>
public class JsonSchemaTests
{
    private const string Schema = """
        {
          "$schema": "http://json-schema.org/draft-06/schema#",
          "definitions": { "Colour": { "type": "string", "enum": ["red", "green"] } },
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "colour": { "$ref": "#/definitions/Colour" },
            "name": { "type": "string", "minLength": 1, "maxLength": 3 },
            "at": { "type": "string", "format": "date-time" },
            "level": { "type": "integer", "minimum": 0, "maximum": 9 },
            "limit": { "type": "number", "multipleOf": 0.1 },
            "on": { "type": "boolean" },
            "list": { "type": "array", "items": { "$ref": "#/definitions/Colour" }, "minItems": 1, "maxItems": 2 },
            "maybe": { "anyOf": [{ "type": "string", "pattern": "^[A-Z]{2}$" }, { "type": "null" }] },
            "either": { "type": ["boolean", "null"] },
            "same": { "$ref": "#/properties/maybe/anyOf/0" },
            "none": { "anyOf": [{ "not": {} }, { "type": "integer" }] },
            "link": { "type": "string", "format": "uri" },
            "open": { "properties": { "x": { "type": "integer" } }, "type": "object" }
          },
          "required": ["colour"]
        }
        """;

    [Theory]
    [InlineData("""{"colour":"red"}""", null)]
    [InlineData("""{}""", "$: lacks colour")]
    [InlineData("""{"colour":"blue"}""", "$.colour: \"blue\" is none of red, green")]
    [InlineData("""{"colour":"red","x":1}""", "$: may not hold x")]
    [InlineData("""{"colour":"red","name":"ä😀ß"}""", null)]
    [InlineData("""{"colour":"red","name":"ä😀ßx"}""", "$.name: has 4 characters, not 1 to 3")]
    [InlineData("""{"colour":"red","name":""}""", "$.name: has 0 characters, not 1 to 3")]
    [InlineData("""{"colour":"red","at":"2026-01-31T12:00:00.5+01:00"}""", null)]
    [InlineData("""{"colour":"red","at":"2026-02-30T12:00:00Z"}""", "$.at: 2026-02-30T12:00:00Z is no date-time")]
    [InlineData("""{"colour":"red","level":9.0}""", null)]
    [InlineData("""{"colour":"red","level":10}""", "$.level: 10 is not within 0 to 9")]
    [InlineData("""{"colour":"red","level":1.5}""", "$.level: is Number, not integer")]
    [InlineData("""{"colour":"red","limit":0.3}""", null)]
    [InlineData("""{"colour":"red","limit":0.35}""", "$.limit: 0.35 is no multiple of 0.1")]
    [InlineData("""{"colour":"red","on":"true"}""", "$.on: is String, not boolean")]
    [InlineData("""{"colour":"red","list":[]}""", "$.list: holds 0 items, not 1 to 2")]
    [InlineData("""{"colour":"red","list":["red","blue"]}""", "$.list[1]: \"blue\" is none of red, green")]
    [InlineData("""{"colour":"red","list":["red","red","red"]}""", "$.list: holds 3 items, not 1 to 2")]
    [InlineData("""{"colour":"red","maybe":null,"either":null,"none":1,"same":"NL"}""", null)]
    [InlineData("""{"colour":"red","maybe":"NL","either":true,"link":"https://a.example"}""", null)]
    [InlineData("""{"colour":"red","maybe":"nl"}""", "$.maybe: nl is not of the form ^[A-Z]{2}$")]
    [InlineData("""{"colour":"red","same":"nl"}""", "$.same: nl is not of the form ^[A-Z]{2}$")]
    [InlineData("""{"colour":"red","either":"x"}""", "$.either: is String, not boolean")]
    [InlineData("""{"colour":"red","none":"x"}""", "$.none: is String, not integer")]
    [InlineData("""{"colour":"red","link":"a.example"}""", "$.link: a.example is no URI")]
    [InlineData("""{"colour":"red","open":{"x":1,"y":null}}""", null)]
    [InlineData("""{"colour":"red","open":{"x":"1"}}""", "$.open.x: is String, not integer")]
    public void Every_keyword(string json, string? violation)
    {
        using var document = JsonDocument.Parse(json);

        JsonSchema.Parse(Schema).Check(document.RootElement).ShouldBe(violation);
    }

    [Fact]
    public void Draft_04_takes_no_integer_with_a_fraction_of_zero()
    {
        using var document = JsonDocument.Parse("""{"colour":"red","level":9.0}""");

        JsonSchema.Parse(Schema.Replace("draft-06", "draft-04", StringComparison.Ordinal)).Check(document.RootElement).ShouldBe("$.level: is Number, not integer");
    }

    [Fact]
    public void A_keyword_it_does_not_know_is_an_error_and_not_a_pass() =>
        Should.Throw<NotSupportedException>(() => JsonSchema.Parse("""{"$schema":"draft-06","type":"string","oneOf":[]}"""));
}
