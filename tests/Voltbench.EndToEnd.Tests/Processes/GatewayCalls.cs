using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Voltbench.EndToEnd.Tests.Processes;

/// <summary>The few calls of the public API that these tests make, each with its documented status checked.</summary>
internal static class GatewayCalls
{
    public static async Task<string> CreateLocationAsync(this HttpClient client, string name)
    {
        var location = await client.SendAsync(HttpMethod.Post, "/ocpp/locations", HttpStatusCode.Created, new
        {
            name,
            address = "14 Rue de la Paix",
            city = "Paris",
            country = "FR",
            coordinates = new { latitude = 48.8566, longitude = 2.3522 },
        });
        return location.GetProperty("id").GetString()!;
    }

    public static async Task<JsonElement> SendAsync(this HttpClient client, HttpMethod method, string path, HttpStatusCode expected, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<JsonElement> GetJsonAsync(this HttpClient client, string path) => client.SendAsync(HttpMethod.Get, path, HttpStatusCode.OK);

    /// <summary>Creates a charger of the smallest model; <paramref name="more"/> adds to its body or replaces what is there. Its id.</summary>
    public static async Task<string> CreateChargerAsync(this HttpClient client, string identity, string url, params (string Name, JsonNode Value)[] more)
    {
        var wish = new JsonObject
        {
            ["identity"] = identity,
            ["brand_slug"] = "wallbox",
            ["model_slug"] = "wallbox-pulsar-plus",
            ["connector_type"] = "Type2",
            ["ws_url"] = url,
            ["ocpp_version"] = "OCPP1.6",
        };
        foreach (var (name, value) in more)
            wish[name] = value;
        var created = await client.SendAsync(HttpMethod.Post, "/ocpp/chargers", HttpStatusCode.Accepted, wish);
        return created.GetProperty("charger_id").GetString()!;
    }

    /// <summary>Asks a status URL, as a client of the API does, until it is READY or FAILED.</summary>
    public static Task<JsonElement> WaitForFinalAsync(this HttpClient client, string statusUrl, TimeSpan limit) =>
        client.PollAsync<JsonElement>(
            statusUrl, status => status.GetProperty("status").GetString() is "READY" or "FAILED" ? status : null, limit, "not final");

    /// <summary>Asks for a charger until it says what is wrong with its connection.</summary>
    public static async Task<string> LastErrorAsync(this HttpClient client, string id, string peer, TimeSpan limit) =>
        (await client.PollAsync<JsonElement>($"/ocpp/chargers/{id}", LastError, limit, $"'{peer}' left no last_error")).GetString()!;

    /// <summary>Asks for the status of a charger until its CSMS has accepted it.</summary>
    public static Task WaitForBootAsync(this HttpClient client, string id, TimeSpan limit) =>
        client.PollAsync<JsonElement>(
            $"/ocpp/chargers/{id}/status", status => status.GetProperty("boot_status").GetString() == "Accepted" ? status : null, limit, "not accepted by its CSMS");

    private static JsonElement? LastError(JsonElement charger) =>
        charger.GetProperty("runtime") is { ValueKind: JsonValueKind.Object } runtime
        && runtime.GetProperty("last_error") is { ValueKind: JsonValueKind.String } error
            ? error
            : null;

    /// <summary>Asks again until <paramref name="read"/> finds what is looked for.</summary>
    private static async Task<T> PollAsync<T>(this HttpClient client, string path, Func<JsonElement, T?> read, TimeSpan limit, string otherwise)
        where T : struct
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await client.GetJsonAsync(path);
            if (read(answer) is { } found)
                return found;
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new TimeoutException($"{otherwise} within {limit.TotalSeconds} s: {answer}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
