using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Voltbench.Bench.Fleet;

/// <summary>The calls of the public API that the rig makes.</summary>
internal sealed class FleetApi : IDisposable
{
    /// <summary>Chargers named in one delete: their ids travel in the query.</summary>
    private const int DeleteChunk = 100;

    private readonly HttpClient _http;

    public FleetApi(Uri url, string token)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task<string> CreateLocationAsync(string name, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["name"] = name,
            ["address"] = "1 Test Road",
            ["city"] = "Utrecht",
            ["country"] = "NL",
            ["coordinates"] = new JsonObject { ["latitude"] = 52.09, ["longitude"] = 5.12 },
        };
        return (string)(await SendAsync(HttpMethod.Post, "ocpp/locations", body, ct))["id"]!;
    }

    /// <summary>One bulk call: half of the chargers speak 1.6, half 2.0.1.</summary>
    /// <returns>Path of the job's status.</returns>
    public async Task<string> ProvisionAsync(string location, string prefix, int count, Uri csms, int meterSeconds, CancellationToken ct)
    {
        JsonObject Group(string version, string suffix, int number) => new()
        {
            ["template"] = new JsonObject
            {
                ["brand_slug"] = "wallbox",
                ["model_slug"] = "wallbox-pulsar-plus",
                ["connector_type"] = "Type2",
                ["ws_url"] = csms.ToString().TrimEnd('/') + "/ocpp",
                ["ocpp_version"] = version,
                ["identity_prefix"] = prefix + suffix,
                ["behavior"] = new JsonObject { ["meter_interval_seconds"] = meterSeconds },
            },
            ["charger_ids"] = new JsonArray([.. Enumerable.Range(0, number).Select(n => (JsonNode)n.ToString("D5", System.Globalization.CultureInfo.InvariantCulture))]),
            ["chargers_number"] = number,
        };

        var body = new JsonArray(Group("OCPP1.6", "A", count - (count / 2)), Group("OCPP2.0.1", "B", count / 2));
        return (string)(await SendAsync(HttpMethod.Post, $"ocpp/locations/{location}/chargers", body, ct))["status_url"]!;
    }

    public Task<JsonNode> JobAsync(string statusUrl, CancellationToken ct) => SendAsync(HttpMethod.Get, statusUrl.TrimStart('/'), null, ct);

    /// <returns>How many took the command.</returns>
    public async Task<int> CommandAsync(string name, string location, IReadOnlyList<string> chargers, JsonObject? @event, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["target"] = new JsonObject { ["location_id"] = location, ["charger_ids"] = new JsonArray([.. chargers.Select(id => (JsonNode)id)]) },
        };
        if (@event is not null)
            body["event"] = @event;
        return (int)(await SendAsync(HttpMethod.Post, $"ocpp/commands/{name}", body, ct))["queued_count"]!;
    }

    public async Task DeleteChargersAsync(string location, IReadOnlyList<string> chargers, CancellationToken ct)
    {
        foreach (var chunk in chargers.Chunk(DeleteChunk))
            await SendAsync(HttpMethod.Delete, $"ocpp/locations/{location}/chargers?{string.Join('&', chunk.Select(id => "charger_ids=" + id))}", null, ct);
    }

    /// <returns>The text of <c>/metrics</c>.</returns>
    public Task<string> MetricsAsync(CancellationToken ct) => _http.GetStringAsync(new Uri("metrics", UriKind.Relative), ct);

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new BenchException($"{method} /{path} answered {(int)response.StatusCode}: {text}");
    }
}
