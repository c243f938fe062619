using System.Text.Json.Nodes;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Chargers;

public class UpdateChargerTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Only_what_is_supplied_changes()
    {
        var wish = ChargerApi.Wish("CP-partial");
        wish["charge_point_name"] = "Old";
        var path = await CreateAsync(wish);
        var before = await gateway.Client.GetAsync(path, 200);
        var after = await PutAsync(path, """{"charge_point_name": "New", "unknown": 1}""", 200);
        after.String("name").ShouldBe("New");
        foreach (var field in (string[])["identity", "ws_url", "ocpp_version", "connector_type", "location_id", "created_at"])
            after.String(field).ShouldBe(before.String(field), field);
        (await PutAsync(path, """{"charge_point_name": null}""", 200)).Body.GetProperty("name").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var last = (await PutAsync(path, "{}", 200)).String("updated_at");
        last.ShouldBe((await PutAsync(path, "{}", 200)).String("updated_at"), "nothing supplied, nothing changed");
    }

    [Fact]
    public async Task Only_what_the_runtime_sees_moves_the_generation()
    {
        var path = await CreateAsync(ChargerApi.Wish("CP-generation"));
        var location = await gateway.CreateLocationAsync();
        (string Body, int Generation)[] steps =
        [
            ("""{"charge_point_name": "x"}""", 1),
            ($$"""{"location_id": "{{location}}"}""", 1),
            ($$"""{"ws_url": "{{ChargerApi.Nowhere}}"}""", 1),
            ("""{"ws_url": "ws://127.0.0.1:9/other"}""", 2),
            ("""{"ocpp_version": "ocpp2.0.1"}""", 3),
            ("""{"connector_type": "CHAdeMO"}""", 4),
            ("""{"authorization_key": "abcdefgh12345678"}""", 5),
            ("""{"authorization_key": "abcdefgh12345678", "security_profile": 1}""", 5),
            ("""{"authorization_key": null}""", 6),
        ];
        foreach (var (body, generation) in steps)
        {
            (await PutAsync(path, body, 200)).Text.ShouldNotContain("abcdefgh");
            (await gateway.ScalarAsync<int>("select generation from ocpp.chargers where identity = 'CP-generation'")).ShouldBe(generation, body);
        }
    }

    [Theory]
    [InlineData("""{"ws_url": null}""", "body.ws_url string_type")]
    [InlineData("""{"connector_type": null}""", "body.connector_type string_type")]
    [InlineData("""{"ocpp_version": null}""", "body.ocpp_version enum")]
    [InlineData("""{"location_id": null}""", "body.location_id string_type")]
    [InlineData("""{"security_profile": null}""", "body.security_profile int_type")]
    [InlineData("""{"ws_url": "http://x"}""", "body.ws_url value_error")]
    [InlineData("""{"charge_point_name": 5}""", "body.charge_point_name string_type")]
    [InlineData("[]", "body dict_type")]
    public async Task Malformed_members_are_named(string body, string violation)
    {
        var path = await CreateAsync(ChargerApi.Wish($"CP-{Guid.NewGuid():N}"));
        (await PutAsync(path, body, 422)).Violations.ShouldBe([violation]);
    }

    [Theory]
    [InlineData("""{"connector_type": "Type1"}""", 400)]
    [InlineData("""{"security_profile": 1}""", 400)]
    [InlineData("""{"security_profile": 2, "authorization_key": "12345678"}""", 400)]
    [InlineData("""{"location_id": "00000000-0000-4000-8000-000000000000"}""", 404)]
    public async Task What_cannot_be_is_refused_and_changes_nothing(string body, int status)
    {
        var path = await CreateAsync(ChargerApi.Wish($"CP-{Guid.NewGuid():N}"));
        var before = await gateway.Client.GetAsync(path, 200);
        (await PutAsync(path, body, status)).String("detail").ShouldNotBeEmpty();
        (await gateway.Client.GetAsync(path, 200)).String("updated_at").ShouldBe(before.String("updated_at"));
    }

    [Fact]
    public async Task Another_organization_can_neither_change_nor_be_moved_to()
    {
        var path = await CreateAsync(ChargerApi.Wish("CP-foreign"));
        await gateway.OtherClient.ExpectAsync(HttpMethod.Put, path, JsonNode.Parse("""{"charge_point_name": "mine"}"""), 404);
        await PutAsync(path, $$"""{"location_id": "{{await gateway.CreateLocationAsync(gateway.OtherOrganization)}}"}""", 404);
        await PutAsync("/ocpp/chargers/dep-0", "{}", 404);
    }

    private async Task<string> CreateAsync(JsonObject wish) => $"/ocpp/chargers/{(await gateway.Client.CreateAsync(wish)).String("charger_id")}";

    private Task<Reply> PutAsync(string path, string body, int expect) => gateway.Client.ExpectAsync(HttpMethod.Put, path, JsonNode.Parse(body), expect);
}
