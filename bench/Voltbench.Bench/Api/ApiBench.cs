using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Bench.Processes;
using Voltbench.Bench.Reports;

namespace Voltbench.Bench.Api;

/// <param name="Gateway">voltbench.dll.</param>
/// <param name="Connections">Keep-alive connections, each with one request in flight.</param>
/// <param name="Seconds">Length of each measurement, s.</param>
internal sealed record ApiBenchOptions(string Gateway, int Connections, int Seconds);

/// <summary>
/// What the API costs beside the cheapest endpoint that the same process can serve. The load generator shares the machine with the gateway
/// and its database, so the figure that counts is the ratio.
/// </summary>
internal static class ApiBench
{
    /// <summary>Locations of the organization whose list is read; the create phase fills another one.</summary>
    private const int Listed = 1000;

    private const double GetBar = 0.5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<Report> RunAsync(ApiBenchOptions options, CancellationToken ct)
    {
        await using var gateway = await GatewayHost.StartAsync(options.Gateway, [("VOLTBENCH__Bench__Hello", "true")], ct);
        var listing = await gateway.TokenAsync(Guid.NewGuid(), ct);
        var creating = await gateway.TokenAsync(Guid.NewGuid(), ct);
        var location = await FillAsync(gateway.Url, listing, ct);

        var hello = HttpLoad.Request(gateway.Url, "GET", "/bench/hello", null, null);
        (string Name, byte[] Request)[] calls =
        [
            ("GET /bench/hello", hello),
            ("GET /ocpp/locations/{id}", HttpLoad.Request(gateway.Url, "GET", $"/ocpp/locations/{location}", listing, null)),
            ("GET /ocpp/locations (50 of 1,000)", HttpLoad.Request(gateway.Url, "GET", "/ocpp/locations", listing, null)),
            ("POST /ocpp/locations", HttpLoad.Request(gateway.Url, "POST", "/ocpp/locations", creating, Body("Created"))),
            ("GET /bench/hello, again", hello),
        ];
        foreach (var call in calls)
            await HttpLoad.RunAsync(gateway.Url, call.Request, options.Connections, WarmUp, ct);
        var results = new List<LoadResult>();
        foreach (var call in calls)
        {
            await Console.Error.WriteLineAsync($"Loading {call.Name} …");
            var result = await HttpLoad.RunAsync(gateway.Url, call.Request, options.Connections, TimeSpan.FromSeconds(options.Seconds), ct);
            results.Add(result.Failed == 0 ? result : throw new BenchException($"{call.Name}: {result.Failed} requests failed. The gateway's last words: {gateway.Tail()}"));
        }

        var bare = (results[0].PerSecond + results[^1].PerSecond) / 2;
        var rows = calls.Zip(results, (call, r) => (IReadOnlyList<string>)
        [
            call.Name,
            r.PerSecond.ToString("#,0", CultureInfo.InvariantCulture),
            r.P50Ms.ToString("0.00", CultureInfo.InvariantCulture),
            r.P99Ms.ToString("0.00", CultureInfo.InvariantCulture),
            (r.PerSecond / bare).ToString("0.00", CultureInfo.InvariantCulture),
            call.Name.EndsWith("{id}", StringComparison.Ordinal) ? "≥ " + GetBar.ToString(CultureInfo.InvariantCulture) : "",
        ]).ToList();
        var command = string.Create(CultureInfo.InvariantCulture, $"./lab bench api --connections {options.Connections} --seconds {options.Seconds}");
        return new Report("API", command, ["call", "requests/s", "p50 ms", "p99 ms", "× hello", "bar"], rows);
    }

    /// <returns>One of the locations.</returns>
    private static async Task<string> FillAsync(Uri url, string token, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var id = "";
        for (var n = 0; n < Listed; n++)
        {
            using var content = new StringContent(Body($"Location {n}"), Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri("ocpp/locations", UriKind.Relative), content, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (!response.IsSuccessStatusCode)
                throw new BenchException($"POST /ocpp/locations answered {(int)response.StatusCode}: {text}");
            id = (string)JsonNode.Parse(text)!["id"]!;
        }

        return id;
    }

    private static string Body(string name) =>
        $$"""{"name":"{{name}}","address":"14 Rue de la Paix","city":"Paris","country":"FR","coordinates":{"latitude":48.8566,"longitude":2.3522},"timezone":"Europe/Paris","public":true}""";
}
