using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Gateway.Tests.Cpos;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OcpiLocations;

/// <summary>PATCH and DELETE of a location of a CPO, and the same from the side of OCPP.</summary>
public class ChangeOcpiLocationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_patch_changes_what_is_given_on_both_sides()
    {
        var (_, path, before) = await MakeAsync("AAA");
        var ocpp = $"/ocpp/locations/{before.String("ocpp_location_id")}";
        await gateway.Client.GetAsync(ocpp, 200); // cached from here on

        var patched = await PatchAsync(path, new JsonObject { ["name"] = "West", ["coordinates"] = new JsonObject { ["latitude"] = 1.5, ["longitude"] = -2 }, ["public"] = false, ["parking_type"] = "ON_STREET" });
        (patched.String("name"), patched.String("city"), patched.String("parking_type"), patched.String("slug")).ShouldBe(("West", "Paris", "ON_STREET", before.String("slug")));
        patched.Body.GetProperty("coordinates").GetRawText().ShouldBe("""{"latitude":1.5,"longitude":-2}""");
        patched.Body.GetProperty("updated_at").GetDateTime().ShouldBeGreaterThan(before.Body.GetProperty("updated_at").GetDateTime());
        patched.Body.GetProperty("chargers").GetRawText().ShouldBe(before.Body.GetProperty("chargers").GetRawText());
        var other = await gateway.Client.GetAsync(ocpp, 200);
        (other.String("name"), other.Body.GetProperty("public").GetBoolean(), other.Body.GetProperty("coordinates").GetRawText()).ShouldBe(("West", false, """{"latitude":1.5,"longitude":-2}"""));

        // null clears what may be empty; nothing given changes nothing.
        var cleared = await PatchAsync(path, new JsonObject { ["timezone"] = null, ["owner_name"] = null, ["public"] = null, ["parking_type"] = null });
        foreach (var name in new[] { "timezone", "owner_name", "public", "parking_type" })
            cleared.Body.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null, name);
        (await PatchAsync(path, [])).Text.ShouldBe(cleared.Text);
        (await PatchAsync(path, new JsonObject { ["unknown"] = 1, ["chargers"] = new JsonArray() })).Text.ShouldBe(cleared.Text);
    }

    [Theory]
    [InlineData("""{"name":null}""", "body.name string_type")]
    [InlineData("""{"name":""}""", "body.name string_too_short")]
    [InlineData("""{"address":null}""", "body.address string_type")]
    [InlineData("""{"city":7}""", "body.city string_type")]
    [InlineData("""{"country":null}""", "body.country string_type")]
    [InlineData("""{"country":"FRA"}""", "body.country string_too_long")]
    [InlineData("""{"coordinates":null}""", "body.coordinates dict_type")]
    [InlineData("""{"coordinates":{"latitude":1}}""", "body.coordinates.longitude missing")]
    [InlineData("""{"coordinates":{"latitude":-90.1,"longitude":181}}""", "body.coordinates.latitude greater_than_equal,body.coordinates.longitude less_than_equal")]
    [InlineData("""{"timezone":1,"owner_name":2,"public":3,"parking_type":4}""", "body.timezone string_type,body.owner_name string_type,body.public bool_type,body.parking_type enum")]
    [InlineData("""{"parking_type":"PARKING"}""", "body.parking_type enum")]
    [InlineData("""[]""", "body dict_type")]
    public async Task A_wrong_patch_is_refused_and_changes_nothing(string body, string violations)
    {
        var (cpo, path, before) = await MakeAsync("BBB");
        var refused = await gateway.Client.SendAsync(HttpMethod.Patch, path, JsonNode.Parse(body));
        refused.Status.ShouldBe(422, refused.Text);
        refused.Violations.ShouldBe(violations.Split(','), ignoreOrder: true);
        (await gateway.Client.GetAsync(path, 200)).Text.ShouldBe(before.Text);
        await gateway.Client.DeleteCpoAsync(cpo);
    }

    [Theory]
    [InlineData("2.1.1", 45)]
    [InlineData("2.2.1", 255)]
    public async Task An_address_is_as_long_as_the_version_allows(string version, int length)
    {
        var (_, path, _) = await MakeAsync("CC" + version[2], version);
        await PatchAsync(path, new JsonObject { ["address"] = new string('x', length) });
        (await gateway.Client.ExpectAsync(HttpMethod.Patch, path, new JsonObject { ["address"] = new string('x', length + 1) }, 422)).Violations.ShouldBe(["body.address string_too_long"]);
    }

    [Theory]
    [InlineData("""{"country":"XX"}""")]
    [InlineData("""{"timezone":"Europe/Nowhere"}""")]
    public async Task An_impossible_value_is_a_400(string body)
    {
        var (cpo, path, before) = await MakeAsync("DDD");
        await gateway.Client.ExpectAsync(HttpMethod.Patch, path, JsonNode.Parse(body), 400);
        (await gateway.Client.GetAsync(path, 200)).Text.ShouldBe(before.Text);
        await gateway.Client.DeleteCpoAsync(cpo);
    }

    [Fact]
    public async Task A_put_of_the_OCPP_location_changes_the_OCPI_one_and_its_deletion_is_refused()
    {
        var (_, path, before) = await MakeAsync("EEE");
        var ocpp = $"/ocpp/locations/{before.String("ocpp_location_id")}";
        await gateway.Client.ExpectAsync(HttpMethod.Put, ocpp, new JsonObject { ["city"] = new string('y', 60), ["slug"] = "eee-here", ["country"] = "BE" }, 200);
        var after = await gateway.Client.GetAsync(path, 200);
        (after.String("city").Length, after.String("slug"), after.String("country")).ShouldBe((60, "eee-here", "BE"));
        (await gateway.ScalarAsync<string>("select country from ocpp.ocpi221_locations where id = @Id", new { Id = Guid.Parse(before.String("id")) })).ShouldBe("BEL");

        var refused = await gateway.Client.ExpectAsync(HttpMethod.Delete, ocpp, null, 409);
        refused.String("detail").ShouldContain("/ocpi/cpos/");
        (await gateway.Client.GetAsync(path, 200)).Body.GetProperty("chargers").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_location_is_gone_for_its_owner_and_removed_for_peers()
    {
        var (cpo, path, before) = await MakeAsync("FFF");
        var ids = before.Body.GetProperty("chargers").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).ToList();
        await gateway.Client.ExpectAsync(HttpMethod.Delete, path, null, 204);
        await gateway.Client.GetAsync(path, 404);
        await gateway.Client.ExpectAsync(HttpMethod.Delete, path, null, 404);
        await gateway.Client.ExpectAsync(HttpMethod.Patch, path, new JsonObject { ["name"] = "x" }, 404);
        foreach (var id in ids)
            await gateway.Client.GetAsync($"/ocpp/chargers/{id}", 404);
        await gateway.Client.GetAsync($"/ocpp/locations/{before.String("ocpp_location_id")}", 404);
        (await gateway.Client.GetAsync($"/ocpi/cpos/{cpo}/locations", 200)).Body.GetProperty("total").GetInt32().ShouldBe(1);
        (await gateway.ColumnAsync("select status from ocpp.ocpi221_evses where location_id = @Id", new { Id = Guid.Parse(before.String("id")) })).ShouldBe(["REMOVED", "REMOVED", "REMOVED"]);

        // The identities are free again, the uids are not.
        var job = await gateway.Client.FinalJobAsync(await gateway.Client.AddLocationsAsync(cpo, SiteApi.Call(Described("FFF"))));
        job.Body.GetProperty("results").GetProperty("failed")[0].GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("EVSE");
    }

    [Fact]
    public async Task A_deleted_charger_takes_its_EVSEs()
    {
        var (_, path, before) = await MakeAsync("GGG");
        await gateway.Client.ExpectAsync(HttpMethod.Delete, $"/ocpp/chargers/{before.Body.GetProperty("chargers")[0].GetProperty("id").GetString()}", null, 204);
        var after = await gateway.Client.GetAsync(path, 200);
        var left = after.Body.GetProperty("chargers").EnumerateArray().ShouldHaveSingleItem();
        left.GetProperty("identity").GetString().ShouldBe("GGG-G1");
        left.GetProperty("topology_default_id").ValueKind.ShouldBe(JsonValueKind.String);
        (await gateway.ColumnAsync(
            "select uid || ' ' || (status = 'REMOVED') from ocpp.ocpi221_evses where location_id = @Id order by uid", new { Id = Guid.Parse(before.String("id")) }))
            .ShouldBe(["GGG-G1 false", "GGG-X_C1 true", "GGG-X_C2 true"]);
    }

    [Fact]
    public async Task A_charger_with_EVSEs_keeps_its_place_and_connectors_and_may_change_its_version()
    {
        var (_, _, before) = await MakeAsync("HHH");
        var charger = $"/ocpp/chargers/{before.Body.GetProperty("chargers")[0].GetProperty("id").GetString()}";
        var elsewhere = await gateway.CreateLocationAsync();
        await gateway.Client.ExpectAsync(HttpMethod.Put, charger, new JsonObject { ["location_id"] = elsewhere.ToString() }, 400);
        await gateway.Client.ExpectAsync(HttpMethod.Put, charger, new JsonObject { ["connector_type"] = "CHAdeMO" }, 400);
        await gateway.Client.ExpectAsync(HttpMethod.Put, charger, new JsonObject { ["ocpp_version"] = "OCPP2.0.1", ["location_id"] = before.String("ocpp_location_id"), ["connector_type"] = "CCS2" }, 200);
        (await gateway.ColumnAsync(
            "select concat_ws(' ', ocpp_version, evse_uid, connector_id, '/', evse_id) from ocpp.ocpi_ocpp_topologies where identity = 'HHH-X' order by evse_uid nulls first"))
            .ShouldBe(["OCPP2.0.1 /", "OCPP2.0.1 HHH-X_C1 / 1", "OCPP2.0.1 HHH-X_C2 / 2"]);
        // Its frames are of both versions, which who judges them afterwards could not know.
        await gateway.Client.ExpectAsync(HttpMethod.Delete, charger, null, 204);
    }

    [Fact]
    public async Task Others_find_nothing()
    {
        var (_, path, before) = await MakeAsync("JJJ");
        var other = await gateway.Client.SmallCpoAsync("JJK");
        var elsewhere = $"/ocpi/cpos/{other}/locations/{before.String("id")}";
        foreach (var (client, url) in new[] { (gateway.Client, elsewhere), (gateway.OtherClient, path) })
        {
            await client.GetAsync(url, 404);
            await client.ExpectAsync(HttpMethod.Patch, url, new JsonObject { ["name"] = "mine" }, 404);
            await client.ExpectAsync(HttpMethod.Delete, url, null, 404);
        }

        (await gateway.Client.GetAsync(path, 200)).Text.ShouldBe(before.Text);
        await gateway.Client.GetAsync(path[..^36] + "x", 422);
        (await gateway.Client.GetAsync($"{path[..^37]}?page=0&limit=101", 422)).Violations.ShouldBe(["query.page greater_than_equal", "query.limit less_than_equal"]);
    }

    private static JsonObject Described(string party) =>
        SiteApi.Described(party).With("chargers", new JsonArray(SiteApi.Charger($"{party}-X"), SiteApi.Group($"{party}-G", 1)));

    /// <summary>A CPO and a location of it with a charger of two connectors and one of one.</summary>
    private async Task<(string Cpo, string Path, Reply Location)> MakeAsync(string party, string version = "2.2.1")
    {
        var cpo = await gateway.Client.SmallCpoAsync(party, version);
        var path = $"/ocpi/cpos/{cpo}/locations/{(await gateway.Client.MakeLocationsAsync(cpo, Described(party)))[0]}";
        return (cpo, path, await gateway.Client.GetAsync(path, 200));
    }

    private Task<Reply> PatchAsync(string path, JsonObject body) => gateway.Client.ExpectAsync(HttpMethod.Patch, path, body, 200);
}
