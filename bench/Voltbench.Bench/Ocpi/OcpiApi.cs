using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Bench.Processes;

namespace Voltbench.Bench.Ocpi;

/// <param name="Versions">Where an eMSP begins.</param>
/// <param name="TokenA">For the handshake.</param>
/// <param name="Locations">What it has from its template.</param>
internal sealed record BenchCpo(string Id, Uri Versions, string TokenA, int Locations);

/// <summary>The calls of the public API that the rig makes for CPOs.</summary>
internal sealed class OcpiApi : IDisposable
{
    /// <summary>Locations in one call.</summary>
    public const int MostAtOnce = 1_000;

    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(5);
    private readonly HttpClient _http;

    public OcpiApi(Uri url, string token)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <param name="csms">Where its chargers connect; null for the built-in CSMS.</param>
    public async Task<BenchCpo> CreateCpoAsync(string party, string? csms, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["template"] = "small-urban-ac",
            ["country_code"] = "FR",
            ["party_id"] = party,
            ["ttl_seconds"] = null,
            ["overrides"] = new JsonObject { ["locations"] = 1 },
        };
        if (csms is not null)
            body["ws_url"] = csms;
        var cpo = await SendAsync(HttpMethod.Post, "ocpi/cpos", body, ct);
        return new BenchCpo(Text(cpo["cpo_id"]), new Uri(Text(cpo["ocpi_peer_url"])), Text(cpo["token_a"]), (int)cpo["topology"]!["locations"]!);
    }

    public Task CpoReadyAsync(BenchCpo cpo, CancellationToken ct) => ReadyAsync($"ocpi/cpos/{cpo.Id}/status", $"CPO {cpo.Id}", ct);

    /// <returns>Path of the job's status.</returns>
    public async Task<string> CreateLocationsAsync(BenchCpo cpo, string template, int count, CancellationToken ct)
    {
        var items = new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)new JsonObject { ["template"] = template })]);
        return Text((await SendAsync(HttpMethod.Post, $"ocpi/cpos/{cpo.Id}/locations", new JsonObject { ["locations"] = items }, ct))["status_url"]).TrimStart('/');
    }

    public async Task JobReadyAsync(string job, int count, CancellationToken ct)
    {
        var final = await ReadyAsync(job, job, ct);
        if (final["results"]!["location_ids"]!.AsArray().Count is var made && made != count)
            throw new BenchException($"{made} of {count} locations were made: {final["results"]!["failed"]?.ToJsonString()}");
    }

    /// <summary>Ids of the locations of chargers (OCPP) of the first locations with four chargers.</summary>
    public async Task<IReadOnlyList<string>> LocationsAsync(BenchCpo cpo, int count, CancellationToken ct)
    {
        var found = new List<string>();
        for (var page = 1; found.Count < count; page++)
        {
            var answer = await SendAsync(HttpMethod.Get, $"ocpi/cpos/{cpo.Id}/locations?page={page}&limit=100", null, ct);
            var data = answer["data"]!.AsArray();
            if (data.Count == 0)
                throw new BenchException($"CPO {cpo.Id} has {found.Count} locations with four chargers, {count} are needed.");
            found.AddRange(data.Where(l => l!["chargers"]!.AsArray().Count == 4).Select(l => Text(l!["ocpp_location_id"])));
        }

        return found[..count];
    }

    /// <summary>A car at the first connector of each charger.</summary>
    public async Task PlugInAsync(string location, CancellationToken ct)
    {
        var body = new JsonObject { ["target"] = new JsonObject { ["location_id"] = location }, ["event"] = new JsonObject { ["connector_id"] = 1 } };
        var answer = await SendAsync(HttpMethod.Post, "ocpp/commands/plug-connector", body, ct);
        if ((int)answer["failed_count"]! > 0)
            throw new BenchException($"plug-connector: {answer["failed"]!.ToJsonString()}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> ReadyAsync(string path, string what, CancellationToken ct)
    {
        JsonNode? seen = null;
        await Wait.UntilAsync(
            $"{what} to be READY",
            ReadyLimit,
            async () =>
            {
                seen = await SendAsync(HttpMethod.Get, path, null, ct);
                return Text(seen["status"]) switch
                {
                    "READY" => true,
                    "FAILED" => throw new BenchException($"{what} failed: {seen["error"]?.ToJsonString()}"),
                    _ => false,
                };
            },
            ct);
        return seen!;
    }

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

    private static string Text(JsonNode? node) => (string)node!;
}
