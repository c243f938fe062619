using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

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

    /// <summary>Asks a status URL, as a client of the API does, until it is READY or FAILED.</summary>
    public static async Task<JsonElement> WaitForFinalAsync(this HttpClient client, string statusUrl, TimeSpan limit)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await client.GetJsonAsync(statusUrl);
            if (status.GetProperty("status").GetString() is "READY" or "FAILED")
                return status;
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new TimeoutException($"not final within {limit.TotalSeconds} s: {status}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Asks for a charger until it says what is wrong with its connection.</summary>
    public static async Task<string> LastErrorAsync(this HttpClient client, string id, string peer, TimeSpan limit)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var charger = await client.GetJsonAsync($"/ocpp/chargers/{id}");
            if (charger.GetProperty("runtime") is { ValueKind: JsonValueKind.Object } runtime
                && runtime.GetProperty("last_error").GetString() is { } error)
                return error;
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new TimeoutException($"'{peer}' left no last_error: {charger}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }
}
