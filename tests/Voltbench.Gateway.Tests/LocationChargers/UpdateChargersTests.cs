using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.LocationChargers;

public class UpdateChargersTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Named_chargers_change_and_the_others_do_not()
    {
        var (location, ids) = await CreateAsync(3);
        var elsewhere = (await CreateAsync(1)).Ids[0];
        var reply = await PutAsync(location, new JsonArray(ids[0], ids[2], "dep-0", elsewhere), """{"charge_point_name": "x"}""", 200);
        Strings(reply.Body.GetProperty("updated")).ShouldBe([ids[0], ids[2]]);
        reply.Body.GetProperty("failed").EnumerateArray().Select(f => f.GetProperty("charger_id").GetString()).ShouldBe(["dep-0", elsewhere]);
        var listed = await gateway.Client.GetAsync($"/ocpp/locations/{location}/chargers", 200);
        listed.Body.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["x", null, "x"]);
    }

    [Fact]
    public async Task Without_ids_all_change_and_with_none_nobody()
    {
        var (location, ids) = await CreateAsync(3);
        Strings((await PutAsync(location, null, """{"ocpp_version": "OCPP2.0.1"}""", 200)).Body.GetProperty("updated")).ShouldBe(ids);
        (await PutAsync(location, [], """{"ocpp_version": "OCPP1.6"}""", 200)).Body.GetProperty("updated").GetArrayLength().ShouldBe(0);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.chargers where location_id = @location and ocpp_version = 'OCPP2.0.1' and generation = 2", new { location }))
            .ShouldBe(3);
    }

    [Fact]
    public async Task Each_charger_is_refused_for_itself()
    {
        var (location, ids) = await CreateAsync(2);
        await gateway.Client.ExpectAsync(HttpMethod.Put, $"/ocpp/chargers/{ids[1]}", JsonNode.Parse("""{"authorization_key": "0123456789abcdef"}"""), 200);
        var reply = await PutAsync(location, null, """{"security_profile": 0}""", 200);
        Strings(reply.Body.GetProperty("updated")).ShouldBe([ids[0]]);
        reply.Body.GetProperty("failed")[0].GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("security_profile 0");
    }

    [Fact]
    public async Task More_than_a_few_change_at_once()
    {
        var (location, ids) = await CreateAsync(40);
        Strings((await PutAsync(location, null, """{"ws_url": "ws://127.0.0.1:9/new"}""", 200)).Body.GetProperty("updated")).ShouldBe(ids);
    }

    [Theory]
    [InlineData("""{}""", "body.update missing")]
    [InlineData("""{"update": []}""", "body.update dict_type")]
    [InlineData("""{"update": {}, "charger_ids": "x"}""", "body.charger_ids list_type")]
    [InlineData("""{"update": {"ws_url": 5}}""", "body.update.ws_url string_type")]
    public async Task Malformed_bodies_are_named(string body, string violation) =>
        (await gateway.Client.ExpectAsync(HttpMethod.Put, $"/ocpp/locations/{await gateway.CreateLocationAsync()}/chargers", JsonNode.Parse(body), 422))
            .Violations.ShouldBe([violation]);

    [Fact]
    public async Task Another_organization_changes_and_sees_nothing()
    {
        var (location, ids) = await CreateAsync(1);
        var path = $"/ocpp/locations/{location}/chargers";
        await gateway.OtherClient.ExpectAsync(HttpMethod.Put, path, JsonNode.Parse("""{"update": {"charge_point_name": "x"}}"""), 404);
        await gateway.OtherClient.GetAsync(path, 404);
        var theirs = await gateway.CreateLocationAsync(gateway.OtherOrganization);
        var reply = await gateway.OtherClient.ExpectAsync(
            HttpMethod.Put, $"/ocpp/locations/{theirs}/chargers", new JsonObject { ["charger_ids"] = new JsonArray(ids[0]), ["update"] = new JsonObject() }, 200);
        reply.Body.GetProperty("updated").GetArrayLength().ShouldBe(0);
        await PutAsync(location, null, $$"""{"location_id": "{{theirs}}"}""", 404);
    }

    [Fact]
    public async Task The_list_of_a_location_filters_by_ids()
    {
        var (location, ids) = await CreateAsync(3);
        var path = $"/ocpp/locations/{location}/chargers";
        var some = await gateway.Client.GetAsync($"{path}?charger_ids={ids[2]}&charger_ids={ids[0]}&charger_ids=dep-0", 200);
        some.Body.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("id").GetString()).ShouldBe([ids[0], ids[2]]);
        some.Body.GetProperty("total").GetInt32().ShouldBe(2);
        (await gateway.Client.GetAsync($"{path}?limit=2", 200)).Body.GetProperty("total").GetInt32().ShouldBe(3);
        await gateway.Client.GetAsync($"/ocpp/locations/{Guid.NewGuid()}/chargers", 404);
    }

    private async Task<(Guid Location, List<string> Ids)> CreateAsync(int count)
    {
        var location = await gateway.CreateLocationAsync();
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var wish = ChargerApi.Wish($"U-{Guid.NewGuid():N}");
            wish["location_id"] = location;
            ids.Add((await gateway.Client.CreateAsync(wish)).String("charger_id"));
        }

        return (location, ids);
    }

    private Task<Reply> PutAsync(Guid location, JsonArray? ids, string update, int expect)
    {
        var body = new JsonObject { ["update"] = JsonNode.Parse(update) };
        if (ids is not null)
            body["charger_ids"] = ids;
        return gateway.Client.ExpectAsync(HttpMethod.Put, $"/ocpp/locations/{location}/chargers", body, expect);
    }

    private static IEnumerable<string?> Strings(JsonElement list) => list.EnumerateArray().Select(s => s.GetString());
}
