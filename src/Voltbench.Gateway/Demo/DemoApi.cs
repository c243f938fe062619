using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Demo;

/// <summary>The few calls of the public API that the demo makes, as any client would make them.</summary>
internal sealed class DemoApi(HttpClient http)
{
    public static DemoApi Open(Uri address, string token)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new DemoApi(http);
    }

    /// <returns>The location of this name; null when there is none.</returns>
    public async Task<string?> FindLocationAsync(string name, CancellationToken ct)
    {
        for (var page = 1; ; page++)
        {
            var answer = await SendAsync(HttpMethod.Get, $"ocpp/locations?limit=100&page={page}", null, ct);
            var rows = answer["data"]!.AsArray();
            if (rows.FirstOrDefault(row => (string?)row!["name"] == name) is { } found)
                return (string)found["id"]!;
            if (rows.Count < 100)
                return null;
        }
    }

    public async Task<string> CreateLocationAsync(string name, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["name"] = name,
            ["address"] = "14 Rue de la Paix",
            ["city"] = "Paris",
            ["country"] = "FR",
            ["coordinates"] = new JsonObject { ["latitude"] = 48.8566, ["longitude"] = 2.3522 },
            ["timezone"] = "Europe/Paris",
            ["public"] = true,
        };
        return (string)(await SendAsync(HttpMethod.Post, "ocpp/locations", body, ct))["id"]!;
    }

    /// <returns>The chargers of a location by identity, at most 100.</returns>
    public async Task<Dictionary<string, JsonNode>> ChargersAsync(string locationId, CancellationToken ct)
    {
        var answer = await SendAsync(HttpMethod.Get, $"ocpp/chargers?location_id={locationId}&limit=100", null, ct);
        return answer["data"]!.AsArray().ToDictionary(row => (string)row!["identity"]!, row => row!, StringComparer.Ordinal);
    }

    public Task CreateChargerAsync(DemoCharger charger, string locationId, string csmsUrl, CancellationToken ct) =>
        SendAsync(
            HttpMethod.Post,
            "ocpp/chargers",
            new JsonObject
            {
                ["identity"] = charger.Identity,
                ["charge_point_name"] = charger.Name,
                ["brand_slug"] = charger.Brand,
                ["model_slug"] = charger.Model,
                ["connector_type"] = charger.ConnectorType,
                ["ocpp_version"] = charger.OcppVersion,
                ["ws_url"] = csmsUrl,
                ["location_id"] = locationId,
            },
            ct);

    /// <summary>The gateway may listen on another port than last time.</summary>
    public Task MoveChargerAsync(string chargerId, string csmsUrl, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, $"ocpp/chargers/{chargerId}", new JsonObject { ["ws_url"] = csmsUrl }, ct);

    public async Task<JsonNode> ChargerAsync(string chargerId, CancellationToken ct) =>
        await SendAsync(HttpMethod.Get, $"ocpp/chargers/{chargerId}", null, ct);

    public Task StartSessionAsync(string chargerId, string idTag, CancellationToken ct) =>
        SendAsync(
            HttpMethod.Post,
            "ocpp/commands/start-session",
            new JsonObject
            {
                ["target"] = new JsonObject { ["charger_id"] = chargerId },
                ["event"] = new JsonObject { ["id_tag"] = idTag, ["connector_id"] = 1, ["soc_percent"] = 20 },
            },
            ct);

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{method} /{path} answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
        return response.StatusCode == HttpStatusCode.NoContent ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
