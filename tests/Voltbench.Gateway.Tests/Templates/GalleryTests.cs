using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Gateway.Tests.Cpos;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Ocpi.Tariffs;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Templates;

public class GalleryTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Cpo_templates_have_the_documented_members()
    {
        var reply = await gateway.Client.GetAsync("/ocpi/templates/cpos", 200);
        reply.Body.Members().ShouldBe(["data", "total"]);
        var rows = reply.Body.GetProperty("data").EnumerateArray().ToList();
        reply.Body.GetProperty("total").GetInt32().ShouldBe(rows.Count);
        rows.Count.ShouldBeGreaterThanOrEqualTo(6);
        rows.ShouldAllBe(r => r.Members().SequenceEqual(new[] { "slug", "version", "description", "locations", "chargers" }));
        rows.Single(r => r.GetProperty("slug").GetString() == "small-urban-ac").GetProperty("chargers").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Location_templates_agree_with_the_catalog()
    {
        var catalog = gateway.Services.GetRequiredService<ChargerCatalog>();
        var rows = await RowsAsync("");
        rows.Count.ShouldBeGreaterThanOrEqualTo(12);
        foreach (var row in rows)
        {
            row.Members().ShouldBe(["slug", "version", "name", "description", "country", "parking_type", "type", "charger_groups"]);
            var outlets = new HashSet<bool>();
            foreach (var group in row.GetProperty("charger_groups").EnumerateArray())
            {
                group.Members().ShouldBe(["brand_slug", "model_slug", "connector_type", "ocpp_version", "count", "nominal_kw"]);
                var model = catalog.FindModel(group.GetProperty("brand_slug").GetString()!, group.GetProperty("model_slug").GetString()!).ShouldNotBeNull();
                group.GetProperty("nominal_kw").GetDouble().ShouldBe(model.MaxPowerKw);
                model.ConnectorOptions.ShouldContain(group.GetProperty("connector_type").GetString());
                outlets.UnionWith(model.Connectors.Select(c => c.Dc));
            }

            row.GetProperty("type").GetString().ShouldBe(outlets.Count == 2 ? "AC-DC" : outlets.Single() ? "DC" : "AC");
        }
    }

    [Theory]
    [InlineData("?type=AC", "AC")]
    [InlineData("?type=dc", "DC")]
    [InlineData("?type=AC-DC", "AC-DC")]
    public async Task Type_filters(string query, string type)
    {
        var rows = await RowsAsync(query);
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(r => r.GetProperty("type").GetString() == type);
    }

    [Theory]
    [InlineData("OCPP1.6")]
    [InlineData("ocpp2.0.1")]
    public async Task Version_filters(string version)
    {
        var rows = await RowsAsync($"?ocpp_version={version}");
        rows.Count.ShouldBeLessThan((await RowsAsync("")).Count);
        rows.ShouldAllBe(r => r.GetProperty("charger_groups").EnumerateArray().Any(g => g.GetProperty("ocpp_version").GetString()!.Equals(version, StringComparison.OrdinalIgnoreCase)));
        (await RowsAsync($"?type=AC-DC&ocpp_version={version}")).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("?type=XX", "query.type enum")]
    [InlineData("?ocpp_version=1.6", "query.ocpp_version enum")]
    public async Task Other_filters_are_a_422(string query, string violation) =>
        (await gateway.Client.SendAsync(HttpMethod.Get, $"/ocpp/templates/locations{query}")).Violations.ShouldBe([violation]);

    [Fact]
    public void Every_tariff_that_a_template_names_exists()
    {
        var tariffs = gateway.Services.GetRequiredService<TariffCatalog>().Slugs;
        gateway.Services.GetRequiredService<TemplateCatalog>().Locations
            .SelectMany(t => t.Tariffs.Of(false).Concat(t.Tariffs.Of(true))).ShouldBeSubsetOf(tariffs);
    }

    [Theory]
    [InlineData("small-urban-ac")]
    [InlineData("highway-dc")]
    [InlineData("mixed-depot")]
    [InlineData("metro-ac-201")]
    [InlineData("hpc-corridor-201")]
    [InlineData("retail-mixed")]
    [InlineData("north-america")]
    public async Task Every_template_becomes_a_cpo_of_either_version(string slug)
    {
        foreach (var version in new[] { "2.1.1", "2.2.1" })
        {
            var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish("EV" + version[2], slug, "NL").With("ocpi_version", version));
            var status = await gateway.Client.GetAsync(created.String("status_url"), 200);
            var locations = status.Body.GetProperty("progress").GetProperty("locations");
            locations.GetProperty("done").GetInt32().ShouldBe(locations.GetProperty("total").GetInt32());
            await gateway.Client.DeleteCpoAsync(created.String("cpo_id"));
        }
    }

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(string query) =>
        [.. (await gateway.Client.GetAsync($"/ocpp/templates/locations{query}", 200)).Body.GetProperty("data").EnumerateArray()];
}
