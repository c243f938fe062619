using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Cpos;

/// <summary>Bodies that are refused, and what they leave behind: nothing.</summary>
public class CpoValidationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    /// <summary>Member, its JSON, type of the violation; a location of null stands for the member itself.</summary>
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "template", "null", "string_type" }, { "template", "7", "string_type" }, { "template", "\"\"", "string_too_short" },
        { "country_code", "null", "string_type" }, { "country_code", "\"F\"", "string_too_short" }, { "country_code", "\"FRA\"", "string_too_long" }, { "country_code", "[]", "string_type" },
        { "party_id", "null", "string_type" }, { "party_id", "\"AB\"", "string_pattern_mismatch" }, { "party_id", "\"ABCD\"", "string_pattern_mismatch" },
        { "party_id", "\"abc\"", "string_pattern_mismatch" }, { "party_id", "\"A-C\"", "string_pattern_mismatch" }, { "party_id", "\"ABC\\n\"", "string_pattern_mismatch" },
        { "party_id", "\"ÄBC\"", "string_pattern_mismatch" }, { "party_id", "123", "string_type" },
        { "name_prefix", "\"\"", "string_too_short" }, { "name_prefix", "5", "string_type" }, { "name_prefix", "\"a\\nb\"", "string_pattern_mismatch" },
        { "role", "\"emsp\"", "enum" }, { "role", "1", "enum" },
        { "ocpi_version", "\"2.2\"", "enum" }, { "ocpi_version", "\"2.3.0\"", "enum" }, { "ocpi_version", "2.2", "enum" },
        { "seed", "\"1\"", "int_type" }, { "seed", "1.5", "int_from_float" }, { "seed", "9007199254740992", "less_than_equal" }, { "seed", "-9007199254740992", "greater_than_equal" },
        { "seed", "1e400", "less_than_equal" }, { "seed", "true", "int_type" },
        { "ttl_seconds", "59", "greater_than_equal" }, { "ttl_seconds", "604801", "less_than_equal" }, { "ttl_seconds", "\"3600\"", "int_type" }, { "ttl_seconds", "60.5", "int_from_float" },
        { "overrides", "[]", "dict_type" }, { "overrides", "3", "dict_type" },
        { "overrides.locations", "0", "greater_than_equal" }, { "overrides.locations", "101", "less_than_equal" }, { "overrides.locations", "\"2\"", "int_type" },
        { "overrides.chargers_per_location", "0", "greater_than_equal" }, { "overrides.chargers_per_location", "21", "less_than_equal" },
        { "overrides.chargers_per_location", "{}", "int_type" },
        { "ws_url", "\"http://csms.example\"", "value_error" }, { "ws_url", "\"ws://user:secret@csms.example/ocpp\"", "value_error" }, { "ws_url", "7", "string_type" },
        { "ws_url", "\"\"", "string_too_short" }, { "ws_url", "\"ws://csms.voltbench.internal/csms/00000000-0000-0000-0000-000000000001\"", "value_error" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_member_is_a_422_that_names_it(string member, string json, string type)
    {
        var text = Body(member, json);
        var reply = await PostAsync(text);
        reply.Status.ShouldBe(422, reply.Text);
        reply.Violations.ShouldBe([$"body.{member} {type}"]);
        reply.Text.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("name_prefix", "null")]
    [InlineData("role", "null")]
    [InlineData("role", "\"CPO\"")]
    [InlineData("ocpi_version", "null")]
    [InlineData("seed", "null")]
    [InlineData("seed", "-9007199254740991")]
    [InlineData("seed", "5.0")]
    [InlineData("ttl_seconds", "null")]
    [InlineData("ttl_seconds", "60")]
    [InlineData("ttl_seconds", "604800")]
    [InlineData("overrides", "null")]
    [InlineData("overrides", "{}")]
    [InlineData("overrides.locations", "null")]
    [InlineData("overrides.locations", "1")]
    [InlineData("overrides.chargers_per_location", "1")]
    [InlineData("ws_url", "null")]
    [InlineData("country_code", "\"fr\"")]
    [InlineData("unknown", "{\"a\":[1]}")]
    public async Task The_edges_are_taken(string member, string json)
    {
        var reply = await PostAsync(Body(member, json));
        reply.Status.ShouldBe(202, reply.Text);
        await gateway.Client.DeleteCpoAsync(reply.String("cpo_id"));
    }

    [Fact]
    public async Task All_violations_come_at_once()
    {
        (await PostAsync("{}")).Violations.ShouldBe(["body.template missing", "body.country_code missing", "body.party_id missing"], ignoreOrder: true);
        var reply = await PostAsync(
            """{"template":"small-urban-ac","country_code":"","party_id":"a","role":"x","seed":"s","ttl_seconds":1,"overrides":{"locations":1000,"chargers_per_location":-1},"ws_url":"x"}""");
        reply.Violations.ShouldBe(
            ["body.country_code string_too_short", "body.party_id string_pattern_mismatch", "body.role enum", "body.seed int_type", "body.ttl_seconds greater_than_equal",
                "body.overrides.locations less_than_equal", "body.overrides.chargers_per_location greater_than_equal", "body.ws_url value_error"],
            ignoreOrder: true);
        // The cap itself is named.
        reply.Text.ShouldContain("less than or equal to 100");
        reply.Text.ShouldContain("\"le\":100");
    }

    [Theory]
    [InlineData("template", "nonsense", "no CPO template 'nonsense'")]
    [InlineData("template", "Small-Urban-AC", "no CPO template")]
    [InlineData("country_code", "XX", "not an assigned country code")]
    [InlineData("country_code", "UK", "not an assigned country code")]
    public async Task Well_formed_but_impossible_is_a_400(string member, string value, string text)
    {
        var reply = await gateway.Client.CreateCpoAsync(CpoApi.Wish("IMP").With(member, value), 400);
        reply.String("detail").ShouldContain(text);
    }

    [Theory]
    [InlineData("", "body missing")]
    [InlineData("[]", "body dict_type")]
    [InlineData("null", "body dict_type")]
    [InlineData("{", "body.1 json_invalid")]
    public async Task What_is_no_object_is_a_422(string text, string violation) => (await PostAsync(text)).Violations.ShouldBe([violation]);

    [Theory]
    [InlineData("GET", "/ocpi/cpos/{0}")]
    [InlineData("GET", "/ocpi/cpos/{0}/status")]
    [InlineData("GET", "/ocpi/cpos/{0}/report")]
    public async Task An_id_that_is_no_number_is_a_422_and_any_other_unknown_one_a_404(string method, string path)
    {
        foreach (var id in new[] { "x", "-1", "1.5", "1%20", "0x1" })
            (await gateway.Client.SendAsync(new HttpMethod(method), string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id))).Violations.ShouldBe(["path.cpo_id string_pattern_mismatch"]);
        foreach (var id in new[] { "0", "999999999", "18446744073709551616" })
            (await gateway.Client.SendAsync(new HttpMethod(method), string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id))).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("page=0", "query.page greater_than_equal")]
    [InlineData("limit=0", "query.limit greater_than_equal")]
    [InlineData("limit=101", "query.limit less_than_equal")]
    [InlineData("limit=x", "query.limit int_parsing")]
    public async Task Pages_have_limits(string query, string violation) =>
        (await gateway.Client.SendAsync(HttpMethod.Get, $"/ocpi/cpos?{query}")).Violations.ShouldBe([violation]);

    private static string Body(string member, string json)
    {
        var wish = CpoApi.Wish("VAL");
        if (member.Split('.') is [var outer, var inner])
            wish[outer] = new JsonObject { [inner] = "@" };
        else
            wish[member] = "@";
        // As given: some of it no JSON library would write.
        return wish.ToJsonString().Replace("\"@\"", json, StringComparison.Ordinal);
    }

    private async Task<Reply> PostAsync(string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, "application/json");
        using var response = await gateway.Client.PostAsync("ocpi/cpos", content);
        var body = await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, System.Text.Json.JsonElement.Parse(body), body, null);
    }
}
