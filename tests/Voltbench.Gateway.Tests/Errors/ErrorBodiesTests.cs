using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Errors;

public class ErrorBodiesTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("GET", "nowhere", 404)]
    [InlineData("PATCH", "ocpp/locations", 405)]
    [InlineData("DELETE", "health", 405)]
    [InlineData("GET", "ocpp/locations/9f0f3f2e-6c0b-4a38-8f0a-1d2c3b4a5968", 404)]
    [InlineData("GET", "ocpp/catalog/brands/nobody/models", 404)]
    [InlineData("GET", "ocpp/catalog/brands/wallbox/models/nothing", 404)]
    public async Task Other_errors_are_one_detail(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await gateway.Client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        body.RootElement.EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("detail");
        body.RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_405_names_the_methods()
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "ocpp/locations");
        using var answer = await gateway.Client.SendAsync(request);
        answer.Content.Headers.Allow.ShouldBe(["GET", "POST"], ignoreOrder: true);
    }

    public static TheoryData<string, string, string, string> Invalid => new()
    {
        // query and path
        { "GET ocpp/locations?page=0", "", "greater_than_equal", "query.page" },
        { "GET ocpp/locations?page=x", "", "int_parsing", "query.page" },
        { "GET ocpp/locations?page=1.5", "", "int_parsing", "query.page" },
        { "GET ocpp/locations?page=99999999999999999999", "", "less_than_equal", "query.page" },
        { "GET ocpp/locations?limit=101", "", "less_than_equal", "query.limit" },
        { "GET ocpp/locations?limit=0", "", "greater_than_equal", "query.limit" },
        { "GET ocpp/locations/not-an-id", "", "uuid_parsing", "path.location_id" },
        { "GET ocpp/locations/%20", "", "uuid_parsing", "path.location_id" },
        // bodies that are no JSON document
        { "POST ocpp/locations", "", "missing", "body" },
        { "POST ocpp/locations", "{", "json_invalid", "body.1" },
        { "POST ocpp/locations", "{\"name\":}", "json_invalid", "body.8" },
        { "POST ocpp/locations", "{\"a\":1,\"a\":2}", "json_invalid", "body.7" },
        { "POST ocpp/locations", "{} {}", "json_invalid", "body.3" },
        { "POST ocpp/locations", "{\"a\":\"\\u0000\"}", "json_invalid", "body.5" },
        { "POST ocpp/locations", "{\"a\":\"\\ud800\"}", "json_invalid", "body.5" },
        { "POST ocpp/locations", "{'a':1}", "json_invalid", "body.1" },
        { "POST ocpp/locations", "NaN", "json_invalid", "body.0" },
        // JSON of the wrong shape
        { "POST ocpp/locations", "[]", "dict_type", "body" },
        { "POST ocpp/locations", "null", "dict_type", "body" },
        { "POST ocpp/locations", "\"x\"", "dict_type", "body" },
        { "POST ocpp/locations", "{}", "missing missing missing missing missing", "body.address body.city body.coordinates body.country body.name" },
        { "POST ocpp/locations", """{"name":7,"address":"a","city":"c","country":"FR","coordinates":{"latitude":1,"longitude":2}}""", "string_type", "body.name" },
        { "POST ocpp/locations", """{"name":"","address":"a","city":"c","country":"FR","coordinates":{"latitude":1,"longitude":2}}""", "string_too_short", "body.name" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"FRA","coordinates":{"latitude":1,"longitude":2}}""", "string_too_long", "body.country" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"F","coordinates":{"latitude":1,"longitude":2}}""", "string_too_short", "body.country" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"FR","coordinates":[1,2]}""", "dict_type", "body.coordinates" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"FR","coordinates":{"longitude":2}}""", "missing", "body.coordinates.latitude" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"FR","coordinates":{"latitude":"1","longitude":2}}""", "float_type", "body.coordinates.latitude" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"FR","coordinates":{"latitude":90.01,"longitude":-180.5}}""", "less_than_equal greater_than_equal", "body.coordinates.latitude body.coordinates.longitude" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"FR","coordinates":{"latitude":1e999,"longitude":2}}""", "finite_number", "body.coordinates.latitude" },
        { "POST ocpp/locations", """{"name":"n","address":"a","city":"c","country":"FR","coordinates":{"latitude":1,"longitude":2},"public":"yes","timezone":1}""", "bool_type string_type", "body.public body.timezone" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Violations_are_listed_in_pydantic_form(string route, string body, string types, string locs)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        await ShouldBeAsync(request, types, locs);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", "enum", "header.content-type")]
    [InlineData("text/plain", "enum", "header.content-type")]
    [InlineData("application/xml", "enum", "header.content-type")]
    public async Task Other_content_types_are_refused(string contentType, string types, string locs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "ocpp/locations") { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        await ShouldBeAsync(request, types, locs);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }, "body.1")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 }, "body.0")]
    public async Task Other_encodings_are_refused(byte[] body, string locs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "ocpp/locations") { Content = new ByteArrayContent(body) };
        await ShouldBeAsync(request, "json_invalid", locs);
    }

    [Fact]
    public async Task Depth_is_bounded()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "ocpp/locations")
        {
            Content = new StringContent(new string('[', 100_000) + new string(']', 100_000), Encoding.UTF8, "application/json"),
        };
        await ShouldBeAsync(request, "json_invalid", "body.32");
    }

    [Fact]
    public async Task A_body_over_8_MiB_is_a_413()
    {
        using var content = new ByteArrayContent(new byte[(8 * 1024 * 1024) + 1]);
        using var answer = await gateway.Client.PostAsync("ocpp/locations", content);
        ((int)answer.StatusCode).ShouldBe(413);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"detail":"The body is larger than 8 MiB."}""");
    }

    [Fact]
    public async Task Secrets_do_not_come_back()
    {
        using var content = new StringContent("""{"name":7,"authorization_key":"hush","ws_url":"wss://me:hush@host/x"}""", Encoding.UTF8, "application/json");
        using var answer = await gateway.Client.PostAsync("ocpp/locations", content);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("hush");
    }

    private async Task ShouldBeAsync(HttpRequestMessage request, string types, string locs)
    {
        using var answer = await gateway.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(422, text);
        using var body = JsonDocument.Parse(text);
        var items = body.RootElement.GetProperty("detail").EnumerateArray()
            .Select(item => (
                Loc: string.Join('.', item.GetProperty("loc").EnumerateArray().Select(segment => segment.ToString())),
                Type: item.GetProperty("type").GetString()!,
                Complete: item.GetProperty("msg").GetString()!.Length > 0 && item.TryGetProperty("input", out _) && item.GetProperty("ctx").ValueKind == JsonValueKind.Object))
            .OrderBy(item => item.Loc, StringComparer.Ordinal).ToList();
        string.Join(' ', items.Select(item => item.Loc)).ShouldBe(locs);
        string.Join(' ', items.Select(item => item.Type)).ShouldBe(types);
        items.ShouldAllBe(item => item.Complete);
    }
}
