using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.Emsps;

public class EmspsTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly HttpClient Http = new();
    private static int _count;

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("2.1.1")]
    public async Task An_eMSP_is_made_shown_listed_and_removed(string version)
    {
        var made = await CreateAsync(new JsonObject { ["ocpi_version"] = version, ["name"] = "Roamer", ["ttl_seconds"] = null });
        var id = made["emsp_id"]!.GetValue<string>();
        made["party"]!["role"]!.GetValue<string>().ShouldBe("EMSP");
        made["expires_at"].ShouldBeNull();
        made["ocpi_peer_url"]!.GetValue<string>().ShouldBe($"{gateway.Address}ocpi/emsp/{version}/versions");
        var token = made["token_a"]!.GetValue<string>();

        var versions = await AskAsync(made["ocpi_peer_url"]!.GetValue<string>(), version, token);
        versions.Data![0]!["version"]!.GetValue<string>().ShouldBe(version);
        var details = await AskAsync(versions.Data[0]!["url"]!.GetValue<string>(), version, token);
        var modules = details.Data!["endpoints"]!.AsArray().Select(e => e!["identifier"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        modules.IsSupersetOf(["credentials", "locations", "tariffs", "sessions", "cdrs", "tokens"]).ShouldBeTrue(string.Join(", ", modules));

        var shown = await GetAsync($"ocpi/emsps/{id}");
        shown["token_a"].ShouldBeNull();
        shown["name"]!.GetValue<string>().ShouldBe("Roamer");
        (await GetAsync("ocpi/emsps?limit=100"))["data"]!.AsArray().ShouldContain(e => e!["emsp_id"]!.GetValue<string>() == id);
        (await GetAsync($"ocpi/emsps/{id}/report"))["markdown"]!.GetValue<string>().ShouldStartWith($"# eMSP {id} — Roamer");

        for (var n = 0; n < 2; n++)
            (await gateway.Client.DeleteAsync($"ocpi/emsps/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.Client.GetAsync($"ocpi/emsps/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Eventually.BecomesAsync(
            async () => (await AskAsync(made["ocpi_peer_url"]!.GetValue<string>(), version, token)).Http == 401, "the token of a removed eMSP opens nothing");
    }

    [Fact]
    public async Task A_party_id_that_is_held_gives_way_to_a_free_one()
    {
        var made = await CreateAsync([]);
        var held = made["party"]!["party_id"]!.GetValue<string>();
        var again = await gateway.Client.PostAsJsonAsync("ocpi/emsps", new { country_code = "nl", party_id = held.ToLowerInvariant() });
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadFromJsonAsync<JsonNode>())!["party"]!["party_id"]!.GetValue<string>().ShouldNotBe(held);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{}""", "country_code", "missing" },
        { """{"country_code":"NL"}""", "party_id", "missing" },
        { """{"country_code":"NLD","party_id":"TST"}""", "country_code", "string_too_long" },
        { """{"country_code":5,"party_id":"TST"}""", "country_code", "string_type" },
        { """{"country_code":"NL","party_id":"TS"}""", "party_id", "string_pattern_mismatch" },
        { """{"country_code":"NL","party_id":"T-T"}""", "party_id", "string_pattern_mismatch" },
        { """{"country_code":"NL","party_id":"TST","ocpi_version":"2.2"}""", "ocpi_version", "enum" },
        { """{"country_code":"NL","party_id":"TST","ttl_seconds":59}""", "ttl_seconds", "greater_than_equal" },
        { """{"country_code":"NL","party_id":"TST","ttl_seconds":604801}""", "ttl_seconds", "less_than_equal" },
        { """{"country_code":"NL","party_id":"TST","ttl_seconds":"60"}""", "ttl_seconds", "int_type" },
        { """{"country_code":"NL","party_id":"TST","name":""}""", "name", "string_too_short" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named(string json, string field, string type)
    {
        var answer = await gateway.Client.PostAsync("ocpi/emsps", Json(json));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail");
        detail.EnumerateArray().ShouldContain(d => d.GetProperty("loc")[1].GetString() == field && d.GetProperty("type").GetString() == type, detail.ToString());
    }

    [Fact]
    public async Task An_unassigned_country_is_refused()
    {
        (await gateway.Client.PostAsync("ocpi/emsps", Json("""{"country_code":"XX","party_id":"TST"}"""))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    public static TheoryData<string, string, string?> Routes => new()
    {
        { "GET", "", null },
        { "GET", "/report", null },
        { "GET", "/tokens", null },
        { "GET", "/objects", null },
        { "GET", "/commands", null },
        { "GET", $"/commands/{Guid.Empty}", null },
        { "GET", "/charging-profiles/S", null },
        { "DELETE", "/charging-profiles/S", null },
        { "POST", "/tokens", """{"uid":"A"}""" },
        { "POST", "/pull", """{"module":"locations"}""" },
        { "POST", "/commands/stop-session", """{"session_id":"S"}""" },
        { "POST", "/requests", """{"method":"GET","module":"locations"}""" },
        { "PUT", "/charging-profiles/S", """{"charging_profile":{"charging_rate_unit":"A"}}""" },
        { "POST", "/handshake", """{"token":"A","url":"http://127.0.0.1:1/versions"}""" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_eMSP_of_another_organization_is_as_one_that_does_not_exist(string method, string path, string? json)
    {
        var id = (await CreateAsync([]))["emsp_id"]!.GetValue<string>();
        var answers = new List<string>();
        foreach (var (client, emsp) in new[] { (gateway.OtherClient, id), (gateway.Client, "999999999") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"ocpi/emsps/{emsp}{path}") { Content = json is null ? null : Json(json) };
            var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            answers.Add((await answer.Content.ReadAsStringAsync()).Replace(emsp, "N", StringComparison.Ordinal));
        }

        answers[0].ShouldBe(answers[1]);
        using var odd = new HttpRequestMessage(new HttpMethod(method), $"ocpi/emsps/abc{path}") { Content = json is null ? null : Json(json) };
        (await gateway.Client.SendAsync(odd)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("POST", "/pull", """{"module":"locations"}""")]
    [InlineData("POST", "/commands/stop-session", """{"session_id":"S"}""")]
    [InlineData("POST", "/requests", """{"method":"GET","module":"locations"}""")]
    [InlineData("GET", "/charging-profiles/S", null)]
    public async Task Without_a_CPO_there_is_nobody_to_ask(string method, string path, string? json)
    {
        var id = (await CreateAsync([]))["emsp_id"]!.GetValue<string>();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"ocpi/emsps/{id}{path}") { Content = json is null ? null : Json(json) };
        var answer = await gateway.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("handshake");
    }

    [Theory]
    [InlineData("2.2.1", """{"uid":"T1"}""", "RFID", "ALWAYS")]
    [InlineData("2.1.1", """{"uid":"T1","type":"OTHER","whitelist":"NEVER","allowed":"NO_CREDIT"}""", "OTHER", "NEVER")]
    public async Task Tokens_are_objects_of_the_version(string version, string json, string type, string whitelist)
    {
        var id = (await CreateAsync(new JsonObject { ["ocpi_version"] = version }))["emsp_id"]!.GetValue<string>();
        for (var n = 0; n < 2; n++)
        {
            var answer = await gateway.Client.PostAsync($"ocpi/emsps/{id}/tokens", Json(json));
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        }

        var token = (await GetAsync($"ocpi/emsps/{id}/tokens"))["data"]!.AsArray().ShouldHaveSingleItem()!;
        token["type"]!.GetValue<string>().ShouldBe(type);
        token["token"]!["whitelist"]!.GetValue<string>().ShouldBe(whitelist);
        token["token"]![version == "2.2.1" ? "contract_id" : "auth_id"]!.GetValue<string>().ShouldStartWith("NL");
    }

    [Theory]
    [InlineData("2.2.1", """{}""", "missing")]
    [InlineData("2.2.1", """{"uid":""}""", "string_too_short")]
    [InlineData("2.2.1", """{"uid":"T","type":"CARD"}""", "enum")]
    [InlineData("2.1.1", """{"uid":"T","type":"APP_USER"}""", "enum")]
    [InlineData("2.2.1", """{"uid":"T","whitelist":"MAYBE"}""", "enum")]
    [InlineData("2.2.1", """{"uid":"T","allowed":"YES"}""", "enum")]
    [InlineData("2.2.1", """{"uid":"T","valid":"yes"}""", "bool_type")]
    [InlineData("2.2.1", """[]""", "too_short")]
    [InlineData("2.2.1", """[{"uid":"T"},{"uid":7}]""", "string_type")]
    public async Task A_wrong_token_is_refused_and_none_is_kept(string version, string json, string type)
    {
        var id = (await CreateAsync(new JsonObject { ["ocpi_version"] = version }))["emsp_id"]!.GetValue<string>();
        var answer = await gateway.Client.PostAsync($"ocpi/emsps/{id}/tokens", Json(json));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"type\":\"{type}\"");
        (await GetAsync($"ocpi/emsps/{id}/tokens"))["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("POST", "/pull", """{"module":"tokens"}""")]
    [InlineData("POST", "/pull", """{"module":"locations","limit":0}""")]
    [InlineData("POST", "/pull", """{"module":"locations","date_from":"yesterday"}""")]
    [InlineData("POST", "/commands/start-session", """{"location_id":"L"}""")]
    [InlineData("POST", "/commands/start-session", """{"token_uid":"T","location_id":"L","wait_seconds":121}""")]
    [InlineData("POST", "/requests", """{"method":"TRACE","module":"locations"}""")]
    [InlineData("POST", "/requests", """{"method":"GET"}""")]
    [InlineData("PUT", "/charging-profiles/S", """{}""")]
    [InlineData("GET", "/charging-profiles/S?duration=0", null)]
    [InlineData("GET", "/objects?module=tokens", null)]
    [InlineData("POST", "/handshake", """{"token":"A"}""")]
    public async Task Wrong_fields_are_refused(string method, string path, string? json)
    {
        var id = (await CreateAsync([]))["emsp_id"]!.GetValue<string>();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"ocpi/emsps/{id}{path}") { Content = json is null ? null : Json(json) };
        (await gateway.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_unknown_command_is_named()
    {
        var id = (await CreateAsync([]))["emsp_id"]!.GetValue<string>();
        var answer = await gateway.Client.PostAsync($"ocpi/emsps/{id}/commands/fly", Json("{}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("start-session");
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("2.1.1")]
    public async Task Nobody_waits_for_the_result_of_a_command_that_was_not_accepted(string version)
    {
        var cpo = await gateway.Client.PostAsync(
            "ocpi/cpos", Json($$"""{"template":"small-urban-ac","country_code":"DE","party_id":"NWR","ocpi_version":"{{version}}","overrides":{"locations":1,"chargers_per_location":1} }"""));
        var credentials = (await cpo.Content.ReadFromJsonAsync<JsonNode>())!["roam_helper"]!["credentials_payload"]!;
        var id = (await CreateAsync(new JsonObject { ["ocpi_version"] = version }))["emsp_id"]!.GetValue<string>();
        (await gateway.Client.PostAsync($"ocpi/emsps/{id}/handshake", Json(credentials.ToJsonString()))).EnsureSuccessStatusCode();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var answer = await gateway.Client.PostAsync($"ocpi/emsps/{id}/commands/stop-session", Json("""{"session_id":"NONE","wait_seconds":120}"""), patience.Token);
        var command = (await answer.Content.ReadFromJsonAsync<JsonNode>(patience.Token))!;
        command["response"]!["result"]!.GetValue<string>().ShouldBe("UNKNOWN_SESSION");
        command["result"].ShouldBeNull();
        command["done_at"].ShouldNotBeNull();
        (await GetAsync($"ocpi/emsps/{id}/report"))["markdown"]!.GetValue<string>().ShouldContain("STOP_SESSION · UNKNOWN_SESSION · no result to come");
    }

    private static Task<OcpiReply> AskAsync(string url, string version, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        var value = version == OcpiVersion.V221.Number() ? Convert.ToBase64String(Encoding.UTF8.GetBytes(token)) : token;
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", value);
        return OcpiReply.SendAsync(Http, request);
    }

    private async Task<JsonNode> GetAsync(string path) => (await gateway.Client.GetFromJsonAsync<JsonNode>(path))!;

    private async Task<JsonNode> CreateAsync(JsonObject body)
    {
        body["country_code"] = "NL";
        body["party_id"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"E{Interlocked.Increment(ref _count):D2}");
        var answer = await gateway.Client.PostAsJsonAsync("ocpi/emsps", body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }
}
