using System.Text.Json.Nodes;
using Voltbench.Ocpi;

namespace Voltbench.Testing.Schemas;

/// <summary>Where the schemas of OCPI refuse what the text allows. Each line names what the text says.</summary>
internal static class OcpiSchemaCorrections
{
    private static readonly (OcpiVersion Version, string Member, string Text, Action<JsonObject> Correct)[] All =
    [
        (OcpiVersion.V211, "evse_id", "mod_locations 3.2: string(48), compliant with eMI3; the text's own example has hyphens", member => Everywhere(member, s => s.Remove("pattern"))),
        (OcpiVersion.V211, "day_of_week", "mod_tariffs 4.5: a list of days", ListOfItself),
        (OcpiVersion.V211, "opening_times", "mod_locations 4.13: regular_hours or twentyfourseven", member => Everywhere(member, s => Optional(s, "twentyfourseven"))),
        (OcpiVersion.V221, "publish", "mod_locations Location: address string(255), state string(45), an erratum; those of a CdrLocation are shorter", LongerAddress),
        (OcpiVersion.V221, "status_schedule", "mod_locations StatusSchedule: period_end has cardinality ?", member => Everywhere(member, s => Optional(s, "period_end"))),
        (OcpiVersion.V221, "environ_impact", "mod_locations EnvironmentalImpact: category; source was its name in 2.1.1", member => Everywhere(member, s => Rename(s, "source", "category"))),
        (OcpiVersion.V221, "total_cost", "mod_cdrs Credit CDRs: total_cost SHALL contain the negative amounts", SignedPrice),
    ];

    public static void Apply(OcpiVersion version, JsonNode schema) => Everywhere(schema, node =>
    {
        foreach (var correction in All)
        {
            if (correction.Version == version && node["properties"]?[correction.Member] is JsonObject member)
                correction.Correct(member);
        }
    });

    private static void Everywhere(JsonNode? node, Action<JsonObject> correct)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Everywhere(item, correct);
                break;
            case JsonObject schema:
                correct(schema);
                foreach (var (_, value) in schema.ToList())
                    Everywhere(value, correct);
                break;
        }
    }

    private static void Optional(JsonObject schema, string member)
    {
        if (schema["required"] is JsonArray required)
            required.RemoveAll(r => r!.GetValue<string>() == member);
    }

    private static void Rename(JsonObject schema, string from, string to)
    {
        if (schema["required"] is JsonArray required && required.RemoveAll(r => r!.GetValue<string>() == from) > 0)
            required.Add((JsonNode)to);
        if (schema["properties"] is JsonObject properties && properties[from] is { } member)
        {
            properties.Remove(from);
            properties[to] = member;
        }
    }

    /// <summary>In a CDR it refers to a price of the tariff, which is never negative.</summary>
    private static void SignedPrice(JsonObject totalCost)
    {
        if (!totalCost.ContainsKey("$ref"))
            return;
        totalCost.Clear();
        totalCost["type"] = "object";
        totalCost["properties"] = new JsonObject { ["excl_vat"] = Number(), ["incl_vat"] = Number() };
        totalCost["required"] = new JsonArray("excl_vat");

        static JsonObject Number() => new() { ["type"] = "number" };
    }

    private static void LongerAddress(JsonObject publish)
    {
        Everywhere(publish.Parent!["address"], s => Longer(s, 255));
        Everywhere(publish.Parent!["state"], s => Longer(s, 45));
    }

    private static void Longer(JsonObject schema, int length)
    {
        if (schema.ContainsKey("maxLength"))
            schema["maxLength"] = length;
    }

    private static void ListOfItself(JsonObject member)
    {
        var item = member.DeepClone();
        member.Clear();
        member["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = item }, new JsonObject { ["type"] = "null" });
    }
}
