using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Voltbench.Ocpi.Tests.Rules;

/// <summary>Random objects that the tables of the text allow; the same seed gives the same objects.</summary>
/// <param name="table">Of the version.</param>
/// <param name="seed">Of every choice.</param>
/// <param name="optional">How often an optional member is there: 0 never, 1 always.</param>
internal sealed class TextSamples(MemberTable table, int seed, double optional = 0.5)
{
    private const string Ascii = "abcXYZ019 -_.:/@*+<>&'\"\\";
    private const string Any = Ascii + "äßéλ中😀";

    private readonly Random _random = new(seed);

    public JsonObject Object(string name)
    {
        var result = new JsonObject();
        foreach (var member in table.Classes[name])
        {
            if (member.Required || _random.NextDouble() < optional || IsNeeded(name, member.Name, result))
                result[member.Name] = member.IsList ? List(name, member) : Value(name, member);
        }

        if (name is "Hours" && result["twentyfourseven"]?.GetValue<bool>() != true && result["regular_hours"] is not JsonArray { Count: > 0 })
            result["regular_hours"] = new JsonArray(Object("RegularHours"));
        if (name is "PublishTokenType" && result["uid"] is null && result["visual_number"] is null)
            result["group_id"] = "G1";
        if (name is "Session" or "Cdr" && result["location"] is JsonObject location)
            OneConnector(location);
        if (name is "StartSession" && table.Version == OcpiVersion.V221 && result["connector_id"] is not null)
            result["evse_uid"] = "E1";
        return result;
    }

    /// <summary>2.1.1 mod_sessions 3.1, mod_cdrs 3.1: only the relevant EVSE and connector.</summary>
    private void OneConnector(JsonObject location)
    {
        var evse = Object("Evse");
        evse["connectors"] = new JsonArray(Object("Connector"));
        location["evses"] = new JsonArray(evse);
    }

    /// <summary>Text of exactly that many characters; only of ASCII in a CiString and, as its text asks, everywhere in 2.1.1.</summary>
    public string Text(int characters, bool ascii)
    {
        var runes = (ascii || table.Version == OcpiVersion.V211 ? Ascii : Any).EnumerateRunes().ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < characters; i++)
            text.Append(runes[_random.Next(runes.Length)]);
        return text.ToString();
    }

    private static bool IsNeeded(string name, string member, JsonObject soFar) => (name, member) switch
    {
        ("PublishTokenType", "type") => soFar.ContainsKey("uid"),
        ("PublishTokenType", "issuer") => soFar.ContainsKey("visual_number"),
        ("Cdr", "credit_reference_id") => soFar.ContainsKey("credit"),
        _ => false,
    };

    private JsonArray List(string name, Member member)
    {
        var list = new JsonArray();
        for (var i = _random.Next(member.Card == '+' ? 1 : 0, 3); i > 0; i--)
            list.Add(Value(name, member));
        return list;
    }

    private JsonNode Value(string name, Member member) => member.Kind switch
    {
        "CiString" or "string" => Form(member.Name) ?? Text(_random.Next(name == "Credentials" ? 1 : 0, Math.Min(member.Length, 60) + 1), member.Kind == "CiString"),
        "URL" => "https://example.com/" + _random.Next().ToString(CultureInfo.InvariantCulture),
        "DateTime" => DateTimeText(),
        "number" => JsonNode.Parse(member.Name == "percentage" ? "33.25" : member.Name is "limit" or "min_charging_rate" ? "16.5" : Pick(["0", "2", "0.25", "15.342", "1.5000", "12345.6789"]))!,
        "int" => member.Name == "weekday" ? _random.Next(1, 8) : _random.Next(0, 99_999),
        "boolean" => _random.Next(2) == 0,
        "ModuleID" => Pick(["locations", "tariffs", "credentials"]),
        "VersionNumber" => Pick(["2.1.1", "2.0"]),
        var kind when table.Enums.TryGetValue(kind, out var values) => Pick(values),
        var kind => Object(kind),
    };

    private string? Form(string member) => member switch
    {
        "country_code" => Pick(["NL", "DE", "BE"]),
        "country" => Pick(["NLD", "DEU"]),
        "party_id" => Pick(["TNM", "X12"]),
        "currency" => Pick(["EUR", "NOK"]),
        "language" => Pick(["en", "de"]),
        "latitude" => Pick(["50.770774", "-3.000001"]),
        "longitude" => Pick(["-126.104965", "4.123456"]),
        "start_time" or "end_time" or "period_begin" or "period_end" => Pick(["08:30", "23:59"]),
        "start_date" or "end_date" => "2015-12-24",
        "evse_id" => "NL*TNM*E041503001",
        "token" => Pick(["ebf3b399-779f-4497-9b9d-ac6ad3cc44d2", "a"]),
        _ => null,
    };

    private string DateTimeText() =>
        new DateTime(2015, 1, 1).AddSeconds(_random.Next(300_000_000)).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + Pick(["Z", ".123Z", ".5Z"]);

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
