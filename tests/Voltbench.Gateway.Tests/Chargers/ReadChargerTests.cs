using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Chargers;

public class ReadChargerTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("dep-00000000000000000000")]
    [InlineData("x")]
    [InlineData("..%2f..")]
    [InlineData("' or 1=1 --")]
    public async Task What_does_not_exist_is_not_found(string id)
    {
        await gateway.Client.GetAsync($"/ocpp/chargers/{id}", 404);
        await gateway.Client.GetAsync($"/ocpp/chargers/{id}/status", 404);
    }

    [Fact]
    public async Task Another_organizations_charger_does_not_exist()
    {
        var id = (await gateway.Client.CreateAsync(ChargerApi.Wish("CP-mine"))).String("charger_id");
        var mine = await gateway.OtherClient.GetAsync($"/ocpp/chargers/{id}", 404);
        var nobodys = await gateway.OtherClient.GetAsync("/ocpp/chargers/dep-0", 404);
        mine.Text.Replace(id, "dep-0").ShouldBe(nobodys.Text);
        await gateway.OtherClient.GetAsync($"/ocpp/chargers/{id}/status", 404);
        (await gateway.OtherClient.GetAsync("/ocpp/chargers", 200)).Text.ShouldNotContain("CP-mine");
    }

    [Fact]
    public async Task Lists_page_in_the_order_of_creation_and_filter_by_location()
    {
        var location = await gateway.CreateLocationAsync();
        for (var i = 0; i < 5; i++)
        {
            var wish = ChargerApi.Wish($"CP-page-{i}");
            wish["location_id"] = location;
            await gateway.Client.CreateAsync(wish);
        }

        var page = await gateway.Client.GetAsync($"/ocpp/chargers?location_id={location}&page=2&limit=2", 200);
        page.Body.GetProperty("total").GetInt32().ShouldBe(5);
        page.Body.GetProperty("page").GetInt32().ShouldBe(2);
        page.Body.GetProperty("limit").GetInt32().ShouldBe(2);
        page.Body.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("identity").GetString()).ShouldBe(["CP-page-2", "CP-page-3"]);
        (await gateway.Client.GetAsync($"/ocpp/chargers?location_id={location}&page=9", 200)).Body.GetProperty("data").GetArrayLength().ShouldBe(0);
        (await gateway.OtherClient.GetAsync($"/ocpp/chargers?location_id={location}", 200)).Body.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("page=0", "query.page greater_than_equal")]
    [InlineData("limit=101", "query.limit less_than_equal")]
    [InlineData("limit=x", "query.limit int_parsing")]
    [InlineData("location_id=x", "query.location_id uuid_parsing")]
    public async Task Bad_queries_are_named(string query, string violation) =>
        (await gateway.Client.GetAsync($"/ocpp/chargers?{query}", 422)).Violations.ShouldBe([violation]);

    [Fact]
    public async Task What_the_runtime_reports_is_shown()
    {
        // A charger that no node will ever place, so that nobody else reports on it.
        const string id = "dep-runtime";
        await gateway.ScalarAsync<int>(
            """
            insert into ocpp.chargers (id, organization_id, location_id, identity, brand_slug, model_slug, connector_type, ocpp_version, ws_url, seed, shard, status, workflow_run_id)
                values (@id, @Organization, @location, 'CP-runtime', 'abb', 'terra-184', 'CCS2', 'OCPP1.6', 'ws://x', 0, 0, 'FAILED', 'wfr_x');
            insert into ocpp.charger_runtime (charger_key, connection, boot_status, connected_since, last_error, connectors)
                select key, 'connected', 'Accepted', '2026-01-02T03:04:05Z', 'late', '[{"evse_id":1,"connector_id":1,"status":"Available"}]' from ocpp.chargers where id = @id
            """,
            new { id, gateway.Organization, location = await gateway.CreateLocationAsync() });
        var runtime = (await gateway.Client.GetAsync($"/ocpp/chargers/{id}", 200)).Body.GetProperty("runtime");
        runtime.GetProperty("connection").GetString().ShouldBe("connected");
        runtime.GetProperty("boot_status").GetString().ShouldBe("Accepted");
        runtime.GetProperty("connected_since").GetString().ShouldBe("2026-01-02T03:04:05Z");
        runtime.GetProperty("last_error").GetString().ShouldBe("late");
        runtime.GetProperty("connectors")[0].GetProperty("status").GetString().ShouldBe("Available");
        (await gateway.Client.GetAsync($"/ocpp/chargers/{id}/status", 200)).String("connection").ShouldBe("connected");
    }
}
