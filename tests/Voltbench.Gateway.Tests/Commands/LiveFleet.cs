using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Commands;

/// <summary>A gateway whose chargers connect to its own CSMS: everything real, from the REST call to the socket and back.</summary>
public sealed class LiveFleet(PostgresFixture postgres) : GatewayFixture(postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Address of the built-in CSMS for the organization.</summary>
    public string CsmsUrl => $"ws://{Address.Authority}/csms/{Organization}";

    /// <summary>Creates a charger and waits until the CSMS has accepted it; its id.</summary>
    public async Task<string> AddChargerAsync(string identity, string version = "OCPP1.6")
    {
        using var answer = await Client.PostAsJsonAsync("ocpp/chargers", new
        {
            identity,
            brand_slug = "wallbox",
            model_slug = "wallbox-pulsar-plus",
            connector_type = "Type2",
            ws_url = CsmsUrl,
            ocpp_version = version,
            behavior = new { meter_interval_seconds = 1 },
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var id = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["charger_id"]!.GetValue<string>();
        await UntilAsync(id, r => Text(r, "boot_status") == "Accepted", "accepted");
        return id;
    }

    /// <summary>Waits until the runtime of a charger is as wished; the charger.</summary>
    public async Task<JsonObject> UntilAsync(string id, Func<JsonObject, bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var charger = (await Client.GetFromJsonAsync<JsonObject>($"ocpp/chargers/{id}"))!;
            if (charger["runtime"] is JsonObject runtime && condition(runtime))
                return charger;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new ShouldAssertException($"{id} did not become {what}: {charger.ToJsonString()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public Task<JsonObject> UntilConnectorAsync(string id, string status) =>
        UntilAsync(id, r => r["connectors"] is JsonArray { Count: > 0 } c && Text((JsonObject)c[0]!, "status") == status, status);

    /// <summary>Posts a command; status and body.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> CommandAsync(string name, object body, HttpClient? client = null)
    {
        using var answer = await (client ?? Client).PostAsJsonAsync($"ocpp/commands/{name}", body);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }

    public async Task<JsonObject> LogsAsync(string id, string query = "") =>
        (await Client.GetFromJsonAsync<JsonObject>($"ocpp/chargers/{id}/logs{query}"))!;

    public async Task<HttpStatusCode> StatusOfAsync(HttpMethod method, string path, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await (client ?? Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    public static string? Text(JsonObject o, string name) => o[name] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
