using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Bench.Processes;

namespace Voltbench.Bench.Ocpi;

/// <summary>What the eMSP of the rig is at one CPO: an address book and a token.</summary>
internal sealed class BenchPeer
{
    private static readonly TimeSpan AvailableLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private readonly IReadOnlyDictionary<string, Uri> _endpoints;

    private BenchPeer(string token, IReadOnlyDictionary<string, Uri> endpoints)
    {
        _endpoints = endpoints;
        Authorization = Header(token);
    }

    /// <summary>Value of the header.</summary>
    public string Authorization { get; }

    public static async Task<BenchPeer> RegisterAsync(BenchCpo cpo, Uri own, CancellationToken ct)
    {
        var header = Header(cpo.TokenA);
        var versions = (await SendAsync(HttpMethod.Get, cpo.Versions, header, null, ct)).Data!.AsArray();
        var details = new Uri((string)versions.Single(v => (string)v!["version"]! == "2.2.1")!["url"]!);
        var endpoints = (await SendAsync(HttpMethod.Get, details, header, null, ct)).Data!["endpoints"]!.AsArray()
            .GroupBy(e => (string)e!["identifier"]!)
            .ToDictionary(g => g.Key, g => new Uri((string)g.First()!["url"]!));
        var credentials = new JsonObject
        {
            ["token"] = Guid.NewGuid().ToString(),
            ["url"] = own.ToString(),
            ["roles"] = new JsonArray(new JsonObject
            {
                ["role"] = "EMSP",
                ["party_id"] = "BNE",
                ["country_code"] = "NL",
                ["business_details"] = new JsonObject { ["name"] = "Bench" },
            }),
        };
        var theirs = (await SendAsync(HttpMethod.Post, endpoints["credentials"], header, credentials, ct)).Data!;
        return new BenchPeer((string)theirs["token"]!, endpoints);
    }

    /// <summary>Ends the registration.</summary>
    public Task DeleteAsync(CancellationToken ct) => SendAsync(HttpMethod.Delete, _endpoints["credentials"], Authorization, null, ct);

    /// <summary>Follows the Link headers from the first page to the last.</summary>
    public async Task<(IReadOnlyList<JsonNode> Objects, IReadOnlyList<Uri> Pages)> WalkAsync(string module, CancellationToken ct)
    {
        var objects = new List<JsonNode>();
        var pages = new List<Uri>();
        for (var page = _endpoints[module]; page is not null;)
        {
            pages.Add(page);
            var (data, next) = await SendAsync(HttpMethod.Get, page, Authorization, null, ct);
            objects.AddRange(data!.AsArray().Select(o => o!));
            page = next;
        }

        return (objects, pages);
    }

    /// <summary>Waits until every EVSE is free: its charger is connected and booted.</summary>
    public Task AvailableAsync(CancellationToken ct) => Wait.UntilAsync(
        "the chargers",
        AvailableLimit,
        async () =>
        {
            // Reading costs the gateway what the chargers need to boot.
            await Task.Delay(Pause, TimeProvider.System, ct);
            var (locations, _) = await WalkAsync("locations", ct);
            return locations.SelectMany(l => l["evses"]!.AsArray()).All(e => (string)e!["status"]! == "AVAILABLE");
        },
        ct);

    /// <summary>2.2.1 wants the token in Base64.</summary>
    private static string Header(string token) => "Token " + Convert.ToBase64String(Encoding.UTF8.GetBytes(token));

    private static async Task<(JsonNode? Data, Uri? Next)> SendAsync(HttpMethod method, Uri url, string authorization, JsonNode? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString());
        request.Headers.Add("X-Correlation-ID", Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        var envelope = response.IsSuccessStatusCode ? JsonNode.Parse(text) : null;
        if (envelope is null || (int)envelope["status_code"]! is < 1000 or > 1999)
            throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"{method} {url} answered {(int)response.StatusCode}: {text}"));
        var next = response.Headers.TryGetValues("Link", out var links) ? links.Select(Next).FirstOrDefault(l => l is not null) : null;
        return (envelope["data"], next);
    }

    /// <summary><c>&lt;url&gt;; rel="next"</c></summary>
    private static Uri? Next(string link)
        => link.Contains("rel=\"next\"", StringComparison.Ordinal) && link.IndexOf('>', StringComparison.Ordinal) is > 0 and var end ? new Uri(link[1..end]) : null;
}
