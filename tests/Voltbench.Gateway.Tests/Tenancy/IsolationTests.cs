using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Tenancy;

/// <summary>Every route of the document that names a resource by id, asked with the id of another organization.</summary>
public class IsolationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Location = """{"name":"n","address":"a","city":"c","country":"DE","coordinates":{"latitude":1,"longitude":2}}""";
    private const string Unused = "0b8f2c52-8f52-4d5c-9c54-6a3cb8d0e0f1";

    /// <summary>Bodies that are valid for the routes that need one; every route with a body must be here.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["PUT /ocpp/locations/{location_id}"] = """{"name":"taken over"}""",
        ["POST /ocpp/locations/{location_id}/chargers"] =
            """[{"template":{"brand_slug":"wallbox","model_slug":"wallbox-pulsar-plus","connector_type":"Type2","ws_url":"ws://127.0.0.1:1/x","ocpp_version":"OCPP1.6","identity_prefix":"X","template_name":"t"},"charger_ids":["1"],"chargers_number":1}]""",
        ["PUT /ocpp/locations/{location_id}/chargers"] = """{"update":{"charge_point_name":"taken over"}}""",
        ["PUT /ocpp/chargers/{charger_id}"] = """{"charge_point_name":"taken over"}""",
        ["POST /ocpi/cpos/{cpo_id}/locations"] = $$"""{"locations":[{{Location}}]}""",
        ["PATCH /ocpi/cpos/{cpo_id}/locations/{location_id}"] = """{"name":"taken over"}""",
    };

    [Fact]
    public async Task Another_organizations_ids_answer_as_unknown_ones()
    {
        var ids = await CreateAsync();
        var sites = await CreateOcpiAsync();
        var document = (await gateway.Anonymous.GetFromJsonAsync<JsonNode>("openapi.json"))!;
        var asked = 0;
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            var isSite = path.StartsWith("/ocpi/cpos/{cpo_id}/locations", StringComparison.Ordinal);
            if (!path.Contains("{location_id}", StringComparison.Ordinal) && !path.Contains("{charger_id}", StringComparison.Ordinal) && !isSite)
                continue;
            var known = isSite ? sites : ids;
            foreach (var (method, operation) in item!.AsObject())
            {
                var route = $"{method.ToUpperInvariant()} {path}";
                var needsBody = operation!["requestBody"]?["required"]?.GetValue<bool>() == true;
                var body = needsBody ? Bodies.GetValueOrDefault(route).ShouldNotBeNull($"add a body for {route}") : null;
                var real = await SendAsync(gateway.OtherClient, method, Fill(path, known), body);
                var unknown = await SendAsync(gateway.OtherClient, method, Fill(path, Unknown), body);
                real.Status.ShouldBe(404, route);
                unknown.Status.ShouldBe(404, route);
                Normal(real.Body, known).ShouldBe(Normal(unknown.Body, Unknown), route);
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(8);
        // Nothing of it had an effect.
        (await SendAsync(gateway.Client, "get", $"ocpp/locations/{ids["location_id"]}", null)).Body.ShouldContain("\"name\":\"n\"");
        (await SendAsync(gateway.Client, "get", $"ocpp/chargers/{ids["charger_id"]}", null)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("ocpp/locations")]
    [InlineData("ocpp/chargers")]
    public async Task Lists_show_the_own_organization_only(string path)
    {
        await CreateAsync();
        using var stranger = gateway.CreateClient(Tokens.User(Guid.NewGuid()));
        var list = await stranger.GetFromJsonAsync<JsonElement>(path);
        list.GetProperty("total").GetInt32().ShouldBe(0);
        list.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_filter_with_another_organizations_location_finds_nothing()
    {
        var ids = await CreateAsync();
        var list = await SendAsync(gateway.OtherClient, "get", $"ocpp/chargers?location_id={ids["location_id"]}", null);
        list.Body.ShouldContain("\"total\":0");
    }

    private static Dictionary<string, string> Unknown => new(StringComparer.Ordinal)
    {
        ["location_id"] = Unused,
        ["charger_id"] = "dep-unknown",
        ["job_id"] = "4f1c9a76-1d2e-4f60-8b7a-90c1d2e3f405",
        ["cpo_id"] = "987654321",
    };

    private async Task<Dictionary<string, string>> CreateOcpiAsync()
    {
        var cpo = await SendAsync(gateway.Client, "post", "ocpi/cpos", """{"template":"small-urban-ac","country_code":"FR","party_id":"ISO"}""");
        var id = JsonNode.Parse(cpo.Body)!["cpo_id"].ShouldNotBeNull(cpo.Body).GetValue<string>();
        var job = await SendAsync(gateway.Client, "post", $"ocpi/cpos/{id}/locations", Bodies["POST /ocpi/cpos/{cpo_id}/locations"]);
        job.Status.ShouldBe(202, job.Body);
        var accepted = JsonNode.Parse(job.Body)!;
        while (true)
        {
            var status = JsonNode.Parse((await SendAsync(gateway.Client, "get", accepted["status_url"]!.GetValue<string>().TrimStart('/'), null)).Body)!;
            if (status["results"] is { } results)
            {
                return new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["location_id"] = results["location_ids"]![0]!.GetValue<string>(),
                    ["job_id"] = accepted["job_id"]!.GetValue<string>(),
                    ["cpo_id"] = id,
                };
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private async Task<Dictionary<string, string>> CreateAsync()
    {
        var location = JsonNode.Parse((await SendAsync(gateway.Client, "post", "ocpp/locations", Location)).Body)!["id"]!.GetValue<string>();
        var job = await SendAsync(
            gateway.Client, "post", $"ocpp/locations/{location}/chargers", Bodies["POST /ocpp/locations/{location_id}/chargers"].Replace("\"X\"", $"\"{Guid.NewGuid():N}\"", StringComparison.Ordinal));
        job.Status.ShouldBe(202, job.Body);
        var charger = await SendAsync(
            gateway.Client, "post", "ocpp/chargers",
            $$"""{"identity":"{{Guid.NewGuid():N}}","brand_slug":"wallbox","model_slug":"wallbox-pulsar-plus","connector_type":"Type2","ws_url":"ws://127.0.0.1:1/x","ocpp_version":"OCPP1.6","location_id":"{{location}}"}""");
        charger.Status.ShouldBe(202, charger.Body);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["location_id"] = location,
            ["charger_id"] = JsonNode.Parse(charger.Body)!["charger_id"]!.GetValue<string>(),
            ["job_id"] = JsonNode.Parse(job.Body)!["job_id"]!.GetValue<string>(),
        };
    }

    private static string Fill(string path, Dictionary<string, string> ids)
    {
        foreach (var (name, id) in ids)
            path = path.Replace($"{{{name}}}", id, StringComparison.Ordinal);
        return (path.EndsWith("/chargers", StringComparison.Ordinal) ? path + "?charger_ids=dep-x" : path).TrimStart('/');
    }

    private static string Normal(string body, Dictionary<string, string> ids) =>
        ids.Aggregate(body, (text, pair) => text.Replace(pair.Value, pair.Key, StringComparison.Ordinal));

    private static async Task<(int Status, string Body)> SendAsync(HttpClient client, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
