using System.Net.Http.Json;
using System.Text.Json;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Catalog;

public class CatalogRoutesTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Brands_page_by_page_are_all_brands()
    {
        var slugs = new HashSet<string>(StringComparer.Ordinal);
        var total = 0;
        for (var page = 1; ; page++)
        {
            var body = await gateway.Client.GetFromJsonAsync<JsonElement>($"ocpp/catalog/brands?page={page}&limit=10");
            total = body.GetProperty("total").GetInt32();
            if (body.GetProperty("data").GetArrayLength() == 0)
                break;
            foreach (var brand in body.GetProperty("data").EnumerateArray())
                slugs.Add(brand.GetProperty("slug").GetString()!).ShouldBeTrue();
        }

        slugs.Count.ShouldBe(total);
        total.ShouldBeGreaterThanOrEqualTo(15);
    }

    [Theory]
    [InlineData("wallbox", "wallbox-pulsar-plus", "ac", 1, "Type2", new[] { 7.4, 22 })]
    [InlineData("abb", "terra-184", "dc", null, null, null)]
    [InlineData("schneider", "evlink-pro-ac-22kw", "ac", null, null, null)]
    public async Task Known_models(string brand, string model, string currentType, int? connectors, string? connectorType, double[]? levels)
    {
        var body = await gateway.Client.GetFromJsonAsync<JsonElement>($"ocpp/catalog/brands/{brand}/models/{model}");
        body.GetProperty("slug").GetString().ShouldBe(model);
        body.GetProperty("brand_slug").GetString().ShouldBe(brand);
        body.GetProperty("current_type").GetString().ShouldBe(currentType);
        if (connectors is not null)
            body.GetProperty("connector_count").GetInt32().ShouldBe(connectors.Value);
        if (connectorType is not null)
            body.GetProperty("connector_types").EnumerateArray().Select(type => type.GetString()).ShouldContain(connectorType);
        if (levels is not null)
            body.GetProperty("supported_kwh").EnumerateArray().Select(level => level.GetDouble()).ShouldBe(levels);
    }
}
