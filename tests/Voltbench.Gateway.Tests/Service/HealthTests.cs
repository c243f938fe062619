using System.Net;
using System.Text.Json;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Service;

public class HealthTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Says_ok_in_strings_without_a_token()
    {
        using var answer = await gateway.Anonymous.GetAsync("health");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        body.RootElement.GetProperty("status").GetString().ShouldBe("ok");
        body.RootElement.EnumerateObject().ShouldAllBe(member => member.Value.ValueKind == JsonValueKind.String);
    }

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("docs/index.html", "text/html")]
    [InlineData("openapi.json", "application/json")]
    public async Task Public_pages_need_no_token(string path, string type)
    {
        using var answer = await gateway.Anonymous.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Fact]
    public async Task Unknown_route_is_a_404_with_detail()
    {
        using var answer = await gateway.Client.GetAsync("nowhere");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"detail":"There is no such route."}""");
    }
}
