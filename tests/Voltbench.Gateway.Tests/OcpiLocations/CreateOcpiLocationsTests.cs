using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Gateway.Tests.Cpos;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OcpiLocations;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/locations</c>, its job, and what is there afterwards.</summary>
public class CreateOcpiLocationsTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Locations_of_templates_and_described_ones_are_made()
    {
        var cpo = await gateway.Client.SmallCpoAsync("AAA");
        var templates = (await gateway.Client.GetAsync("/ocpp/templates/locations", 200)).Body.GetProperty("data").EnumerateArray().ToList();
        var french = templates.First(t => t.GetProperty("country").GetString() is "FR" or "DE").GetProperty("slug").GetString();
        var accepted = await gateway.Client.AddLocationsAsync(
            cpo,
            SiteApi.Call(
                new JsonObject { ["template"] = french },
                SiteApi.Described().With("chargers", new JsonArray(SiteApi.Charger("AAA-X"), SiteApi.Group("AAA-G", 2))),
                new JsonObject { ["template"] = french }));
        accepted.Body.Members().ShouldBe(["job_id", "status", "status_url", "workflow_run_id"]);
        accepted.String("status").ShouldBe("PROVISIONING");
        accepted.String("status_url").ShouldBe($"/ocpi/cpos/{cpo}/locations/jobs/{accepted.String("job_id")}");
        accepted.String("workflow_run_id").ShouldStartWith("wfr_");

        var job = await gateway.Client.FinalJobAsync(accepted);
        job.RetryAfter.ShouldBeNull();
        job.Body.Members().ShouldBe(["job_id", "job_type", "status", "workflow_run_id", "error", "results", "progress", "provisioned_at"]);
        (job.String("status"), job.String("job_type")).ShouldBe(("READY", "create_locations"));
        job.Body.GetProperty("progress").GetRawText().ShouldBe("""{"total":3,"done":3,"failed":0}""");
        var ids = job.Body.GetProperty("results").GetProperty("location_ids").EnumerateArray().Select(i => i.GetString()!).ToList();
        ids.Count.ShouldBe(3);
        job.Body.GetProperty("results").GetProperty("failed").GetArrayLength().ShouldBe(0);

        var list = await gateway.Client.GetAsync($"/ocpi/cpos/{cpo}/locations?limit=2&page=2", 200);
        (list.Body.GetProperty("total").GetInt32(), list.Body.GetProperty("data").GetArrayLength()).ShouldBe((4, 2));
        var all = (await gateway.Client.GetAsync($"/ocpi/cpos/{cpo}/locations", 200)).Body.GetProperty("data").EnumerateArray().ToList();
        all.Skip(1).Select(l => l.GetProperty("id").GetString()).ShouldBe(ids);

        var location = await gateway.Client.GetAsync($"/ocpi/cpos/{cpo}/locations/{ids[1]}", 200);
        location.Body.Members().ShouldBe(
            ["id", "ocpp_location_id", "organization_id", "slug", "name", "address", "city", "country", "coordinates", "timezone", "owner_name", "public", "created_at", "updated_at",
                "chargers", "parking_type", "postal_code"],
            ignoreOrder: true);
        (location.String("name"), location.String("country"), location.String("parking_type"), location.String("organization_id"))
            .ShouldBe(("La Defense Charging Hub", "FR", "PARKING_GARAGE", gateway.Organization.ToString()));
        location.String("slug").ShouldMatch("^la-defense-charging-hub-[0-9a-f]{8}$");
        location.Body.GetProperty("coordinates").GetRawText().ShouldBe("""{"latitude":48.8566,"longitude":2.3522}""");
        var chargers = location.Body.GetProperty("chargers").EnumerateArray().ToList();
        chargers.Select(c => c.GetProperty("identity").GetString()).ShouldBe(["AAA-X", "AAA-G1", "AAA-G2"]);
        chargers[0].Members().ShouldBe(["id", "identity", "connector_type", "ocpp_version", "charge_point_id", "evses", "topology_default_id"]);
        chargers[0].GetProperty("evses").EnumerateArray().Select(e => e.GetProperty("evse_uid").GetString()).ShouldBe(["AAA-X_C1", "AAA-X_C2"]);
        chargers[0].GetProperty("evses")[0].Members().ShouldBe(["evse_uid", "ocpi_evse_id", "ocpi_connector_id", "topology_id"]);
        chargers[0].GetProperty("evses")[0].GetProperty("ocpi_connector_id").GetString().ShouldBe("1");
        chargers[1].GetProperty("evses").EnumerateArray().ShouldHaveSingleItem().GetProperty("evse_uid").GetString().ShouldBe("AAA-G1");
        chargers[0].GetProperty("topology_default_id").GetString().ShouldNotBeNull();
        chargers.Skip(1).ShouldAllBe(c => c.GetProperty("topology_default_id").ValueKind == JsonValueKind.Null);

        var ocpp = await gateway.Client.GetAsync($"/ocpp/locations/{location.String("ocpp_location_id")}", 200);
        (ocpp.String("name"), ocpp.String("slug")).ShouldBe((location.String("name"), location.String("slug")));
        var charger = await gateway.Client.GetAsync($"/ocpp/chargers/{chargers[0].GetProperty("id").GetString()}", 200);
        (charger.String("name"), charger.String("location_id")).ShouldBe(("Bay 1", location.String("ocpp_location_id")));
    }

    /// <summary>Without an address they connect to the built-in CSMS, and what they report there is what peers see.</summary>
    [Theory]
    [InlineData("2.1.1", "OCPP1.6", "BA1")]
    [InlineData("2.2.1", "OCPP2.0.1", "BA2")]
    public async Task An_EVSE_follows_its_charger_within_a_second(string version, string ocpp, string party)
    {
        var cpo = await gateway.Client.SmallCpoAsync(party, version);
        var ids = await gateway.Client.MakeLocationsAsync(cpo, SiteApi.Described().With("chargers", new JsonArray(SiteApi.Charger($"{party}-X", ocpp))));
        var tables = version.Replace(".", "", StringComparison.Ordinal);
        var location = await gateway.Client.GetAsync($"/ocpi/cpos/{cpo}/locations/{ids[0]}", 200);
        var charger = location.Body.GetProperty("chargers")[0].GetProperty("id").GetString();
        await StatusIsAsync("AVAILABLE", TimeSpan.FromSeconds(15));

        (await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/commands/plug-connector", Command())).Status.ShouldBe(202);
        await StatusIsAsync("CHARGING", TimeSpan.FromSeconds(1.5));
        (await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/commands/unplug-connector", Command())).Status.ShouldBe(202);
        await StatusIsAsync("AVAILABLE", TimeSpan.FromSeconds(1.5));
        (await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/commands/inject-fault", Command().With("event", new JsonObject { ["fault_type"] = "GroundFailure", ["connector_id"] = 1, ["evse_id"] = 1 })))
            .Status.ShouldBe(200);
        await StatusIsAsync("OUTOFORDER", TimeSpan.FromSeconds(1.5));
        (await gateway.ScalarAsync<string>($"select status from ocpp.ocpi{tables}_evses where uid = '{party}-X_C2'")).ShouldBe("AVAILABLE", "the other connector is not broken");
        (await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpp/chargers/{charger}/stop-charger")).Status.ShouldBe(202);
        await StatusIsAsync("INOPERATIVE", TimeSpan.FromSeconds(8));

        JsonObject Command() => new() { ["target"] = new JsonObject { ["charger_id"] = charger }, ["event"] = new JsonObject { ["connector_id"] = 1, ["evse_id"] = 1 } };

        async Task StatusIsAsync(string status, TimeSpan within)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            string? seen;
            while ((seen = await gateway.ScalarAsync<string>($"select status from ocpp.ocpi{tables}_evses where uid = '{party}-X_C1'")) != status)
            {
                System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeLessThan(within, $"{seen} and not {status}");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    [Fact]
    public async Task One_bad_location_fails_alone_and_whole()
    {
        var cpo = await gateway.Client.SmallCpoAsync("CCC");
        var job = await gateway.Client.FinalJobAsync(await gateway.Client.AddLocationsAsync(
            cpo,
            SiteApi.Call(
                SiteApi.Described("one").With("chargers", new JsonArray(SiteApi.Charger("CCC-1"))),
                SiteApi.Described("taken").With("chargers", new JsonArray(SiteApi.Charger("CCC-2"), SiteApi.Charger("CCC-1"))),
                SiteApi.Described("malformed").With("chargers", new JsonArray(SiteApi.Charger("CCC-3"), Suffixed("CCC", "with space"))),
                SiteApi.Described("bare"))));
        job.String("status").ShouldBe("READY");
        job.Body.GetProperty("results").GetProperty("location_ids").GetArrayLength().ShouldBe(2);
        var failed = job.Body.GetProperty("results").GetProperty("failed").EnumerateArray().ToList();
        failed.Select(f => f.GetProperty("index").GetInt32()).ShouldBe([1, 2]);
        failed[0].GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("'CCC-1' is already taken");
        failed[1].GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("letters, digits");
        (await gateway.ColumnAsync("select identity from ocpp.chargers where identity like 'CCC-%' order by 1")).ShouldBe(["CCC-1"]);

        var none = await gateway.Client.FinalJobAsync(await gateway.Client.AddLocationsAsync(
            cpo, SiteApi.Call(SiteApi.Described("again").With("chargers", new JsonArray(SiteApi.Charger("CCC-1"))))));
        none.String("status").ShouldBe("FAILED");
        none.Body.GetProperty("error").GetProperty("code").GetString().ShouldBe("all_locations_failed");
        none.Body.GetProperty("error").GetProperty("retryable").GetBoolean().ShouldBeFalse();

        static JsonObject Suffixed(string prefix, string suffix)
        {
            var group = SiteApi.Group(prefix, 1);
            group["charger_ids"] = new JsonArray(suffix);
            return group;
        }
    }

    [Fact]
    public async Task Every_violation_is_told_with_its_place()
    {
        var cpo = await gateway.Client.SmallCpoAsync("DDD", "2.1.1");
        var body = SiteApi.Call(
            new JsonObject { ["template"] = 5 },
            new JsonObject { ["template"] = "" },
            "no object",
            new JsonObject(),
            SiteApi.Described(new string('x', 256)).With("address", new string('x', 46)).With("city", "").With("country", "FRA").With("timezone", 1).With("owner_name", new string('x', 101))
                .With("public", "yes").With("parking_type", "ON_THE_MOON").With("postal_code", "12345678901").With("coordinates", new JsonObject { ["latitude"] = 91, ["longitude"] = "2" }),
            SiteApi.Described().With("name", null).With("coordinates", null).With("chargers", new JsonObject()),
            SiteApi.Described().With("chargers", new JsonArray(
                new JsonObject(),
                SiteApi.Charger("with space").With("connector_type", "Type9").With("ocpp_version", "OCPP3").With("ws_url", "http://x"),
                SiteApi.Group("G", 2).With("chargers_number", 0),
                new JsonObject { ["template"] = new JsonObject() })));
        var refused = await gateway.Client.AddLocationsAsync(cpo, body, 422);
        refused.Violations.ShouldBe(
            [
                "body.locations.0.template string_type",
                "body.locations.1.template string_too_short",
                "body.locations.2 dict_type",
                "body.locations.3.coordinates missing", "body.locations.3.name missing", "body.locations.3.address missing", "body.locations.3.city missing", "body.locations.3.country missing",
                "body.locations.4.coordinates.latitude less_than_equal", "body.locations.4.coordinates.longitude float_type", "body.locations.4.name string_too_long",
                "body.locations.4.address string_too_long", "body.locations.4.city string_too_short", "body.locations.4.country string_too_long", "body.locations.4.postal_code string_too_long",
                "body.locations.4.timezone string_type", "body.locations.4.owner_name string_too_long", "body.locations.4.public bool_type", "body.locations.4.parking_type enum",
                "body.locations.5.coordinates dict_type", "body.locations.5.name string_type", "body.locations.5.chargers list_type",
                "body.locations.6.chargers.0.identity missing", "body.locations.6.chargers.0.brand_slug missing", "body.locations.6.chargers.0.model_slug missing",
                "body.locations.6.chargers.0.connector_type missing", "body.locations.6.chargers.0.ocpp_version missing",
                "body.locations.6.chargers.1.identity string_pattern_mismatch", "body.locations.6.chargers.1.connector_type enum", "body.locations.6.chargers.1.ocpp_version enum",
                "body.locations.6.chargers.1.ws_url value_error",
                "body.locations.6.chargers.2.chargers_number greater_than_equal",
                "body.locations.6.chargers.3.template.brand_slug missing", "body.locations.6.chargers.3.template.model_slug missing",
                "body.locations.6.chargers.3.template.connector_type missing", "body.locations.6.chargers.3.template.ocpp_version missing",
                "body.locations.6.chargers.3.chargers_number missing",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("{}", "body.locations missing")]
    [InlineData("""{"locations":[]}""", "body.locations too_short")]
    [InlineData("""{"locations":null}""", "body.locations list_type")]
    [InlineData("[]", "body dict_type")]
    public async Task A_body_without_locations_is_refused(string body, string violation)
    {
        var cpo = await gateway.Client.SmallCpoAsync("EEE");
        (await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpi/cpos/{cpo}/locations", JsonNode.Parse(body))).Violations.ShouldBe([violation]);
        await gateway.Client.DeleteCpoAsync(cpo);
    }

    [Fact]
    public async Task Too_many_locations_or_chargers_are_refused()
    {
        var cpo = await gateway.Client.SmallCpoAsync("FFF");
        var tooMany = SiteApi.Call([.. Enumerable.Range(0, 1_001).Select(_ => (JsonNode)new JsonObject { ["template"] = "x" })]);
        (await gateway.Client.AddLocationsAsync(cpo, tooMany, 422)).Violations.ShouldBe(["body.locations too_long"]);
        var tooBig = SiteApi.Call(
            SiteApi.Described("a").With("chargers", new JsonArray(SiteApi.Group("A", 1).With("chargers_number", 6_000))),
            SiteApi.Described("b").With("chargers", new JsonArray(SiteApi.Group("B", 1).With("chargers_number", 4_001))));
        (await gateway.Client.AddLocationsAsync(cpo, tooBig, 422)).Violations.ShouldBe(["body.locations too_long"]);
    }

    [Theory]
    [InlineData("template", 404, "There is no location template 'nope'")]
    [InlineData("brand", 404, "The catalog has no brand 'nope'")]
    [InlineData("model", 404, "has no model 'nope'")]
    [InlineData("connector", 400, "has no connector of type Type1")]
    [InlineData("country", 400, "'XX' is not an assigned country code")]
    [InlineData("timezone", 400, "'Europe/Nowhere' is not a known IANA time zone")]
    public async Task What_cannot_be_refuses_the_call_and_names_the_location(string what, int status, string text)
    {
        var cpo = await gateway.Client.SmallCpoAsync("GGG");
        var bad = SiteApi.Described();
        var charger = SiteApi.Charger("GGG-X");
        bad["chargers"] = new JsonArray(charger);
        switch (what)
        {
            case "template":
                bad = new JsonObject { ["template"] = "nope" };
                break;
            case "brand":
                charger["brand_slug"] = "nope";
                break;
            case "model":
                charger["model_slug"] = "nope";
                break;
            case "connector":
                charger["connector_type"] = "Type1";
                break;
            case "country":
                bad["country"] = "xx";
                break;
            default:
                bad["timezone"] = "Europe/Nowhere";
                break;
        }

        var refused = await gateway.Client.AddLocationsAsync(cpo, SiteApi.Call(SiteApi.Described("fine"), bad), status);
        refused.String("detail").ShouldStartWith("Location 1: ");
        refused.String("detail").ShouldContain(text);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.locations where name = 'fine'")).ShouldBe(0);
        await gateway.Client.DeleteCpoAsync(cpo);
    }

    [Fact]
    public async Task The_same_key_makes_locations_once()
    {
        var cpo = await gateway.Client.SmallCpoAsync("HHH");
        var body = SiteApi.Call(SiteApi.Described("once").With("chargers", new JsonArray(SiteApi.Charger("HHH-X"))));
        var first = await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpi/cpos/{cpo}/locations", body, "once");
        var second = await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpi/cpos/{cpo}/locations", body, "once");
        (second.Status, second.Text).ShouldBe((202, first.Text));
        (await gateway.Client.FinalJobAsync(first)).String("status").ShouldBe("READY");
        (await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpi/cpos/{cpo}/locations", SiteApi.Call(SiteApi.Described("other")), "once")).Status.ShouldBe(422);
    }

    /// <summary>The job store is the scheduler's tables: without them nothing of the call may stay.</summary>
    [Fact]
    public async Task A_job_store_that_cannot_take_the_call_is_a_503()
    {
        var cpo = await gateway.Client.SmallCpoAsync("III");
        var numbers = "select locations_added from ocpp.partner_operations where id = @id";
        var id = long.Parse(cpo, System.Globalization.CultureInfo.InvariantCulture);
        var slug = (await gateway.Client.GetAsync("/ocpp/templates/locations", 200)).Body.GetProperty("data")[0].GetProperty("slug").GetString();
        await gateway.ScalarAsync<int>("alter table public.qrtz_triggers rename to qrtz_triggers_away");
        try
        {
            var refused = await gateway.Client.AddLocationsAsync(cpo, SiteApi.Call(SiteApi.Described("lost"), new JsonObject { ["template"] = slug }), 503);
            refused.RetryAfter.ShouldBe("2");
            refused.String("detail").ShouldContain("nothing was stored");
        }
        finally
        {
            await gateway.ScalarAsync<int>("alter table public.qrtz_triggers_away rename to qrtz_triggers");
        }

        (await gateway.ScalarAsync<long>("select count(*) from ocpp.jobs where partner_operation_id = @id and job_type = 'create_locations'", new { id })).ShouldBe(0);
        (await gateway.ScalarAsync<int>(numbers, new { id })).ShouldBe(0);
        await gateway.Client.MakeLocationsAsync(cpo, SiteApi.Described("found"), new JsonObject { ["template"] = slug });
        (await gateway.ScalarAsync<int>(numbers, new { id })).ShouldBe(1);
    }

    [Fact]
    public async Task The_job_of_another_CPO_or_organization_is_unknown()
    {
        var (cpo, other) = (await gateway.Client.SmallCpoAsync("JJJ"), await gateway.Client.SmallCpoAsync("JJK"));
        var accepted = await gateway.Client.AddLocationsAsync(cpo, SiteApi.Call(SiteApi.Described("j")));
        await gateway.Client.FinalJobAsync(accepted);
        var job = accepted.String("job_id");
        await gateway.Client.GetAsync($"/ocpi/cpos/{other}/locations/jobs/{job}", 404);
        await gateway.OtherClient.GetAsync($"/ocpi/cpos/{cpo}/locations/jobs/{job}", 404);
        await gateway.Client.GetAsync($"/ocpi/cpos/{cpo}/locations/jobs/{Guid.NewGuid()}", 404);
        (await gateway.Client.GetAsync($"/ocpi/cpos/{cpo}/locations/jobs/x", 422)).Violations.ShouldBe(["path.job_id uuid_parsing"]);
        (await gateway.Client.GetAsync("/ocpi/cpos/x/locations", 422)).Violations.ShouldBe(["path.cpo_id string_pattern_mismatch"]);
        await gateway.Client.GetAsync("/ocpi/cpos/999999999999999999999999/locations", 404);
    }
}
