using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Cpos;

/// <summary><c>POST /ocpi/cpos</c> and what can be read afterwards.</summary>
public class CreateCpoTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_cpo_is_answered_made_and_ready()
    {
        var created = await gateway.Client.CreateCpoAsync(CpoApi.Wish("AAA").With("seed", 42).With("name_prefix", "Lumière"));
        var id = created.String("cpo_id");
        id.ShouldMatch(@"^[1-9]\d*$");
        created.Body.Members().ShouldBe(
            ["cpo_id", "party", "name_prefix", "template", "template_version", "token_a", "ocpi_peer_url", "topology", "status_url", "report_url", "destroy_url", "roam_helper",
                "workflow_run_id", "status", "expires_at", "ocpi_version", "seed"],
            ignoreOrder: true);
        created.Body.GetProperty("party").GetRawText().ShouldBe("""{"country_code":"FR","party_id":"AAA","role":"CPO"}""");
        created.String("status").ShouldBe("PENDING");
        created.String("status_url").ShouldBe($"/ocpi/cpos/{id}/status");
        created.String("destroy_url").ShouldBe($"/ocpi/cpos/{id}");
        created.String("report_url").ShouldStartWith($"/ocpi/cpos/{id}/report?reveal=");
        created.String("ocpi_peer_url").ShouldBe($"{gateway.Address}ocpi/2.2.1/versions");
        created.String("workflow_run_id").ShouldStartWith("wfr_");
        created.Body.GetProperty("topology").GetRawText().ShouldBe("""{"locations":2,"chargers":6,"evses":8,"connectors":8}""");
        created.Body.GetProperty("expires_at").GetDateTime().ShouldBe(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1), TimeSpan.FromMinutes(1));

        var status = await gateway.Client.FinalCpoAsync(id);
        status.RetryAfter.ShouldBeNull();
        status.Body.Members().ShouldBe(
            ["cpo_id", "status", "status_url", "workflow_run_id", "error", "progress", "provisioned_at", "created_at", "updated_at"], ignoreOrder: true);
        status.String("status").ShouldBe("READY");
        status.String("workflow_run_id").ShouldBe(created.String("workflow_run_id"));
        status.Body.GetProperty("progress").GetRawText().ShouldBe("""{"locations":{"done":2,"total":2},"chargers":{"done":6,"total":6}}""");
        status.Body.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        status.Body.GetProperty("provisioned_at").ValueKind.ShouldBe(JsonValueKind.String);

        var cpo = await gateway.Client.GetAsync($"/ocpi/cpos/{id}", 200);
        cpo.Body.Members().ShouldBe(
            ["cpo_id", "party", "name_prefix", "template", "template_version", "ocpi_peer_url", "topology", "report_url", "destroy_url", "expires_at", "created_at", "updated_at",
                "ocpi_version", "seed", "status"],
            ignoreOrder: true);
        cpo.Text.ShouldNotContain(created.String("token_a"));
        cpo.String("report_url").ShouldBe($"/ocpi/cpos/{id}/report");
        cpo.String("name_prefix").ShouldBe("Lumière");
        cpo.Body.GetProperty("topology").GetRawText().ShouldBe("""{"locations":2,"chargers":6,"evses":8,"connectors":8}""");
        (await gateway.Client.GetAsync("/ocpi/cpos?limit=100", 200)).Body.GetProperty("data").EnumerateArray()
            .ShouldContain(row => row.GetRawText() == cpo.Body.GetRawText());
    }

    [Theory]
    [InlineData("2.1.1", "/ocpi/2.1.1/versions", false)]
    [InlineData("2.2.1", "/ocpi/2.2.1/versions", true)]
    public async Task The_roam_helper_works_against_the_peer_endpoint(string version, string path, bool isBase64)
    {
        var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish("RO" + version[2]).With("ocpi_version", version));
        var (token, url) = (created.String("token_a"), created.String("ocpi_peer_url"));
        url.ShouldBe(gateway.Address.ToString().TrimEnd('/') + path);
        token.Length.ShouldBeInRange(32, 64);
        token.ShouldMatch("^[!-~]+$");
        var helper = created.Body.GetProperty("roam_helper");
        helper.GetProperty("credentials_payload").GetRawText().ShouldBe($$"""{"token":"{{token}}","url":"{{url}}"}""");

        var shown = isBase64 ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(token)) : token;
        helper.GetProperty("curl_snippet").GetString().ShouldBe($"curl -sS -H 'Authorization: Token {shown}' '{url}'");
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Authorization = new AuthenticationHeaderValue("Token", shown) } };
        using var response = await gateway.Anonymous.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        JsonElement.Parse(text).GetProperty("status_code").GetInt32().ShouldBe(1000);
        text.ShouldContain(version);
    }

    [Fact]
    public async Task The_token_is_in_the_create_answer_and_nowhere_else()
    {
        var key = Guid.NewGuid().ToString();
        var created = await gateway.Client.SendAsync(HttpMethod.Post, "/ocpi/cpos", CpoApi.Wish("SEC"), key);
        var (token, secret) = (created.String("token_a"), created.String("report_url").Split("reveal=")[1]);
        var again = await gateway.Client.SendAsync(HttpMethod.Post, "/ocpi/cpos", CpoApi.Wish("SEC"), key);
        again.Text.ShouldBe(created.Text);

        var tables = await gateway.ColumnAsync("select table_schema || '.' || table_name from information_schema.tables where table_schema in ('ocpp', 'public') and table_type = 'BASE TABLE'");
        foreach (var table in tables)
        {
            foreach (var needle in new[] { token, secret, key })
            {
                // As text, and as the bytes of a text.
                var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(needle));
                (await gateway.ScalarAsync<long>($"select count(*) from {table} t where position(@needle in t::text) > 0 or position(@hex in t::text) > 0", new { needle, hex }))
                    .ShouldBe(0, table);
            }
        }
    }

    [Fact]
    public async Task A_key_creates_one_and_serves_no_other_body()
    {
        var key = Guid.NewGuid().ToString();
        var before = await gateway.ScalarAsync<long>("select count(*) from ocpp.partner_operations");
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => gateway.Client.SendAsync(HttpMethod.Post, "/ocpi/cpos", CpoApi.Wish("IDM"), key)));
        replies.Select(r => r.Text).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.partner_operations")).ShouldBe(before + 1);
        (await gateway.Client.SendAsync(HttpMethod.Post, "/ocpi/cpos", CpoApi.Wish("IDN"), key)).Status.ShouldBe(422);
        // Another operation under the same key.
        (await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/locations", new JsonObject
        {
            ["name"] = "n", ["address"] = "a", ["city"] = "c", ["country"] = "DE", ["coordinates"] = new JsonObject { ["latitude"] = 1, ["longitude"] = 2 },
        }, key)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_held_party_id_gives_way_to_the_next_free_one()
    {
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
            ids.Add((await gateway.Client.CreateCpoAsync(CpoApi.Wish("MGL"))).Body.GetProperty("party").GetProperty("party_id").GetString()!);
        ids.ShouldBe(["MGL", "MG1", "MG2", "MG3"]);
        // Another country and another organization are free.
        (await gateway.Client.CreateCpoAsync(CpoApi.Wish("MGL", country: "DE"))).Body.GetProperty("party").GetProperty("party_id").GetString().ShouldBe("MGL");
        (await gateway.OtherClient.CreateCpoAsync(CpoApi.Wish("MGL"))).Body.GetProperty("party").GetProperty("party_id").GetString().ShouldBe("MGL");

        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gateway.Client.CreateCpoAsync(CpoApi.Wish("PAR"))));
        many.Select(r => r.Body.GetProperty("party").GetProperty("party_id").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task A_charger_in_the_way_is_told_and_leaves_nothing()
    {
        var created = await gateway.Client.CreateAsync(ChargerApi.Wish("FRWAY-002-03"));
        var refused = await gateway.Client.CreateCpoAsync(CpoApi.Wish("WAY"), 409);
        refused.String("detail").ShouldContain("FRWAY-002-03");
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.partner_operations where party_id = 'WAY'")).ShouldBe(0);
        (await gateway.Client.SendAsync(HttpMethod.Delete, $"/ocpp/chargers/{created.String("charger_id")}")).Status.ShouldBe(204);
        await gateway.Client.CreateCpoAsync(CpoApi.Wish("WAY"));
    }

    [Fact]
    public async Task Overrides_count()
    {
        var created = await gateway.Client.ReadyCpoAsync(
            CpoApi.Wish("OVR", "mixed-depot").With("overrides", new JsonObject { ["locations"] = 3, ["chargers_per_location"] = 2 }));
        created.Body.GetProperty("topology").GetProperty("locations").GetInt32().ShouldBe(3);
        created.Body.GetProperty("topology").GetProperty("chargers").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Chargers_connect_to_the_built_in_csms()
    {
        var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish("CON"));
        await CpoApi.BecomesAsync(
            async () => await gateway.ScalarAsync<long>(
                """
                select count(*) from ocpp.charger_runtime r join ocpp.chargers c on c.key = r.charger_key
                where c.identity like 'FRCON-%' and r.connection = 'connected' and r.boot_status = 'Accepted'
                """) == 6,
            "all chargers boot");
        (await gateway.Client.GetAsync("/csms/stations/FRCON-001-01", 200)).String("identity").ShouldBe("FRCON-001-01");
        await gateway.Client.DeleteCpoAsync(created.String("cpo_id"));
    }

    [Fact]
    public async Task Another_csms_is_taken_as_for_chargers()
    {
        await gateway.Client.ReadyCpoAsync(CpoApi.Wish("OWN").With("ws_url", ChargerApi.Nowhere));
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.chargers where identity like 'FROWN-%' and ws_url = @Nowhere", new { ChargerApi.Nowhere })).ShouldBe(6);
    }

    [Fact]
    public async Task Tariffs_are_those_that_its_connectors_name()
    {
        var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish("TAR", "retail-mixed"));
        var id = long.Parse(created.String("cpo_id"), System.Globalization.CultureInfo.InvariantCulture);
        var named = await gateway.ColumnAsync("select distinct unnest(tariff_ids) from ocpp.ocpi221_connectors where partner_operation_id = @id order by 1", new { id });
        var stored = await gateway.ColumnAsync("select id from ocpp.ocpi_tariffs where partner_operation_id = @id order by 1", new { id });
        named.ShouldNotBeEmpty();
        stored.ShouldBe(named);
    }
}
