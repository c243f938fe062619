using System.Text.Json.Nodes;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Chargers;

public class CreateChargerTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_charger_is_accepted_and_shown()
    {
        var wish = ChargerApi.Wish("CP-shown");
        wish["charge_point_name"] = "Front left";
        wish["ocpp_version"] = "ocpp2.0.1";
        wish["connector_type"] = "IEC_62196_T2_COMBO";
        wish["an_unknown_field"] = new JsonArray(1, 2);
        var created = await gateway.Client.CreateAsync(wish);
        var id = created.String("charger_id");
        id.ShouldStartWith("dep-");
        created.String("identity").ShouldBe("CP-shown");
        created.String("status").ShouldBe("PROVISIONING");
        created.String("status_url").ShouldBe($"/ocpp/chargers/{id}/status");
        created.String("workflow_run_id").ShouldStartWith("wfr_");

        var shown = await gateway.Client.GetAsync($"/ocpp/chargers/{id}", 200);
        shown.String("name").ShouldBe("Front left");
        shown.String("vendor_name").ShouldBe("ABB");
        shown.String("model").ShouldBe("Terra 184");
        shown.String("ocpp_version").ShouldBe("OCPP2.0.1");
        shown.String("connector_type").ShouldBe("CCS2");
        shown.Body.GetProperty("number_of_connectors").GetInt32().ShouldBe(2);
        shown.Body.GetProperty("max_charging_power").GetDouble().ShouldBe(180_000);
        shown.Body.GetProperty("runtime").GetProperty("desired").GetString().ShouldBe("running");
        foreach (var field in (string[])["image_url", "location_id", "created_at", "updated_at", "ws_url", "security_profile", "runtime"])
            shown.Body.TryGetProperty(field, out _).ShouldBeTrue(field);
    }

    [Fact]
    public async Task The_status_says_ready_once_the_charger_is_placed()
    {
        var created = await gateway.Client.CreateAsync(ChargerApi.Wish("CP-status"));
        await gateway.PlaceAllAsync();
        var status = await gateway.Client.GetAsync(created.String("status_url"), 200);
        status.String("charger_id").ShouldBe(created.String("charger_id"));
        status.String("status").ShouldBe("READY");
        status.String("workflow_run_id").ShouldBe(created.String("workflow_run_id"));
        status.String("provisioned_at").ShouldEndWith("Z");
        status.Body.GetProperty("error").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        status.Body.TryGetProperty("connection", out _).ShouldBeTrue();
        status.Body.TryGetProperty("boot_status", out _).ShouldBeTrue();
        status.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task Credentials_of_the_address_are_taken_out_and_never_shown()
    {
        var wish = ChargerApi.Wish("CP-secret");
        wish["ws_url"] = "ws://someuser:hunter2hunter2@127.0.0.1:9/ocpp";
        var created = await gateway.Client.CreateAsync(wish);
        var shown = await gateway.Client.GetAsync($"/ocpp/chargers/{created.String("charger_id")}", 200);
        shown.String("ws_url").ShouldBe("ws://127.0.0.1:9/ocpp");
        shown.Body.GetProperty("security_profile").GetInt32().ShouldBe(1);
        foreach (var path in (string[])["/ocpp/chargers", $"/ocpp/chargers/{created.String("charger_id")}", created.String("status_url")])
        {
            var text = (await gateway.Client.GetAsync(path, 200)).Text;
            text.ShouldNotContain("hunter2");
            text.ShouldNotContain("someuser");
        }

        (await gateway.ScalarAsync<string>("select basic_user || '/' || authorization_key from ocpp.chargers where identity = 'CP-secret'"))
            .ShouldBe("someuser/hunter2hunter2");
    }

    public static TheoryData<string, string?, string> Malformed() => new()
    {
        { "identity", null, "body.identity missing" },
        { "identity", "\"\"", "body.identity string_too_short" },
        { "identity", "5", "body.identity string_type" },
        { "identity", "null", "body.identity string_type" },
        { "identity", "\"a/b\"", "body.identity string_pattern_mismatch" },
        { "identity", "\"a b\"", "body.identity string_pattern_mismatch" },
        { "identity", "\"a\\n\"", "body.identity string_pattern_mismatch" },
        { "identity", "\"ü\"", "body.identity string_pattern_mismatch" },
        { "identity", "\"😀\"", "body.identity string_pattern_mismatch" },
        { "identity", $"\"{new string('x', 49)}\"", "body.identity string_too_long" },
        { "brand_slug", null, "body.brand_slug missing" },
        { "model_slug", "[]", "body.model_slug string_type" },
        { "connector_type", null, "body.connector_type missing" },
        { "connector_type", "\"Schuko\"", "body.connector_type enum" },
        { "ws_url", null, "body.ws_url missing" },
        { "ws_url", "\"http://x/y\"", "body.ws_url value_error" },
        { "ws_url", "\"x/y\"", "body.ws_url value_error" },
        { "ws_url", "\"ws://x/#f\"", "body.ws_url value_error" },
        { "ws_url", "\"ws://x y/\"", "body.ws_url value_error" },
        { "ws_url", "\"ws://x:99999/\"", "body.ws_url value_error" },
        { "ocpp_version", "\"OCPP1.5\"", "body.ocpp_version enum" },
        { "ocpp_version", "1.6", "body.ocpp_version enum" },
        { "location_id", "\"here\"", "body.location_id uuid_parsing" },
        { "location_name", "\"\"", "body.location_name string_too_short" },
        { "security_profile", "4", "body.security_profile less_than_equal" },
        { "security_profile", "-1", "body.security_profile greater_than_equal" },
        { "security_profile", "\"1\"", "body.security_profile int_type" },
        { "authorization_key", "\"\"", "body.authorization_key string_too_short" },
        { "authorization_key", $"\"{new string('x', 65)}\"", "body.authorization_key string_too_long" },
        { "behavior", "[]", "body.behavior dict_type" },
        { "behavior", "{\"meter_interval_seconds\":-1}", "body.behavior.meter_interval_seconds greater_than_equal" },
        { "behavior", "{\"meter_interval_seconds\":86401}", "body.behavior.meter_interval_seconds less_than_equal" },
        { "behavior", "{\"meter_interval_seconds\":\"10\"}", "body.behavior.meter_interval_seconds int_type" },
        { "behavior", "{\"clock_skew_seconds\":\"1\"}", "body.behavior.clock_skew_seconds float_type" },
        { "behavior", "{\"offline\":1}", "body.behavior.offline bool_type" },
        { "behavior", "{\"recovery\":\"maybe\"}", "body.behavior.recovery enum" },
        { "behavior", "{\"seed\":1.5}", "body.behavior.seed int_from_float" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Malformed_members_are_named(string member, string? json, string violation)
    {
        var wish = ChargerApi.Wish("CP-malformed");
        wish.Remove(member);
        if (json is not null)
            wish[member] = JsonNode.Parse(json);
        var reply = await gateway.Client.CreateAsync(wish, 422);
        reply.Violations.ShouldBe([violation]);
    }

    [Fact]
    public async Task All_violations_come_in_one_answer() =>
        (await gateway.Client.CreateAsync([], 422)).Violations.ShouldBe(
            [
                "body.identity missing", "body.brand_slug missing", "body.model_slug missing", "body.connector_type missing", "body.ws_url missing",
                "body.ocpp_version missing",
            ],
            ignoreOrder: true);

    public static TheoryData<string, string, int> Impossible() => new()
    {
        { "identity", "\"..\"", 400 },
        { "connector_type", "\"Type1\"", 400 },
        { "security_profile", "1", 400 },
        { "security_profile", "2", 400 },
        { "security_profile", "3", 400 },
        { "authorization_key", "\"a\\u0001b\"", 400 },
        { "brand_slug", "\"nobody\"", 404 },
        { "model_slug", "\"nothing\"", 404 },
        { "location_id", "\"00000000-0000-4000-8000-000000000000\"", 404 },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task Well_formed_but_impossible_is_told_in_words(string member, string json, int status)
    {
        var wish = ChargerApi.Wish("CP-impossible");
        wish[member] = JsonNode.Parse(json);
        (await gateway.Client.CreateAsync(wish, status)).String("detail").ShouldNotBeEmpty();
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.chargers where identity in ('CP-impossible', '..')")).ShouldBe(0);
    }

    [Fact]
    public async Task An_identity_is_taken_once_per_organization()
    {
        await gateway.Client.CreateAsync(ChargerApi.Wish("CP-once"));
        await gateway.Client.CreateAsync(ChargerApi.Wish("CP-once"), 409);
        await gateway.OtherClient.CreateAsync(ChargerApi.Wish("CP-once"));
    }

    [Fact]
    public async Task Another_organizations_location_does_not_exist()
    {
        var wish = ChargerApi.Wish("CP-elsewhere");
        wish["location_id"] = await gateway.CreateLocationAsync(gateway.OtherOrganization);
        await gateway.Client.CreateAsync(wish, 404);
    }

    [Fact]
    public async Task A_location_is_found_or_made_by_name_once_for_all_who_ask_at_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var wish = ChargerApi.Wish($"CP-named-{i}");
            wish["location_name"] = "Straße & Co. 5";
            return await gateway.Client.CreateAsync(wish);
        }));
        replies.Length.ShouldBe(12);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.locations where name = 'Straße & Co. 5'")).ShouldBe(1);
        (await gateway.ScalarAsync<string>("select slug from ocpp.locations where name = 'Straße & Co. 5'")).ShouldNotBeNull().ShouldMatch("^[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}$");
        (await gateway.ScalarAsync<long>("select count(distinct location_id) from ocpp.chargers where identity like 'CP-named-%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_location_the_default_one_is_used()
    {
        var first = await gateway.OtherClient.CreateAsync(ChargerApi.Wish("CP-default-1"));
        var second = await gateway.OtherClient.CreateAsync(ChargerApi.Wish("CP-default-2"));
        var places = new List<string>();
        foreach (var reply in (Reply[])[first, second])
            places.Add((await gateway.OtherClient.GetAsync($"/ocpp/chargers/{reply.String("charger_id")}", 200)).String("location_id"));
        places[0].ShouldBe(places[1]);
        (await gateway.ScalarAsync<string>("select name from ocpp.locations where id = @id", new { id = Guid.Parse(places[0]) })).ShouldBe("Default");
    }

    [Fact]
    public async Task A_repeated_request_is_answered_as_before()
    {
        var key = Guid.NewGuid().ToString();
        var first = await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/chargers", ChargerApi.Wish("CP-again"), key);
        var second = await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/chargers", ChargerApi.Wish("CP-again"), key);
        (second.Status, second.Text).ShouldBe((202, first.Text));
        (await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/chargers", ChargerApi.Wish("CP-other"), key)).Status.ShouldBe(422);
    }
}
