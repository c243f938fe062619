using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Voltbench.Bench.Processes;

namespace Voltbench.Bench.Ocpi;

/// <summary>An eMSP of 2.2.1 that notes which change of an EVSE arrived when.</summary>
internal sealed class BenchEmsp : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ConcurrentDictionary<string, (long Arrived, double DelayMs)> _changes = new(StringComparer.Ordinal);
    private long _lastRequest;

    private BenchEmsp(WebApplication app) => _app = app;

    /// <summary>EVSEs that a change arrived of.</summary>
    public int Arrived => _changes.Count;

    public static async Task<BenchEmsp> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var emsp = new BenchEmsp(builder.Build());
        emsp.Map();
        await emsp._app.StartAsync(ct);
        return emsp;
    }

    /// <summary>The handshake: token A for a token of ours and back.</summary>
    /// <param name="receives">Whether it has a receiver of locations.</param>
    public Task<BenchPeer> RegisterAsync(BenchCpo cpo, bool receives, CancellationToken ct)
        => BenchPeer.RegisterAsync(cpo, new Uri(new Uri(_app.Urls.Single()), receives ? "/push/versions" : "/pull/versions"), ct);

    public void Forget() => _changes.Clear();

    /// <summary>Waits until nothing arrived for a while.</summary>
    public Task QuietAsync(CancellationToken ct)
    {
        Volatile.Write(ref _lastRequest, _time.GetTimestamp());
        return Wait.UntilAsync("quiet at the eMSP", QuietLimit, () => Task.FromResult(_time.GetElapsedTime(Volatile.Read(ref _lastRequest)) > Quiet), ct);
    }

    public TimeSpan LastArrival(long start) => _time.GetElapsedTime(start, _changes.Values.Max(c => c.Arrived));

    /// <returns>Sorted, ms.</returns>
    public IReadOnlyList<double> Delays() => [.. _changes.Values.Select(c => c.DelayMs).Order()];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        foreach (var kind in new[] { "push", "pull" })
        {
            _app.MapGet($"/{kind}/versions", (HttpRequest request) =>
                Envelope(new JsonArray(new JsonObject { ["version"] = "2.2.1", ["url"] = $"{Base(request)}/{kind}/2.2.1" })));
            _app.MapGet($"/{kind}/2.2.1", (HttpRequest request) => Envelope(new JsonObject
            {
                ["version"] = "2.2.1",
                ["endpoints"] = kind == "push"
                    ? new JsonArray(Endpoint("credentials", "SENDER", $"{Base(request)}/{kind}/credentials"), Endpoint("locations", "RECEIVER", $"{Base(request)}/{kind}/locations"))
                    : new JsonArray(Endpoint("credentials", "SENDER", $"{Base(request)}/{kind}/credentials")),
            }));
        }

        _app.Map("/push/locations/{country}/{party}/{location}/{evse}/{connector?}", async (string evse, HttpRequest request) =>
        {
            var body = await JsonNode.ParseAsync(request.Body);
            var now = _time.GetTimestamp();
            Volatile.Write(ref _lastRequest, now);
            if ((string?)body?["last_updated"] is { } updated)
            {
                var delay = _time.GetUtcNow() - DateTimeOffset.Parse(updated, CultureInfo.InvariantCulture);
                _changes.TryAdd(evse, (now, delay.TotalMilliseconds));
            }

            return Envelope(null);
        });
        _app.Map("/push/locations/{**path}", () =>
        {
            Volatile.Write(ref _lastRequest, _time.GetTimestamp());
            return Envelope(null);
        });
    }

    private IResult Envelope(JsonNode? data)
    {
        var body = new JsonObject { ["status_code"] = 1000, ["timestamp"] = _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        if (data is not null)
            body["data"] = data;
        return Results.Text(body.ToJsonString(), "application/json");
    }

    private static JsonObject Endpoint(string module, string role, string url) => new() { ["identifier"] = module, ["role"] = role, ["url"] = url };

    private static string Base(HttpRequest request) => $"http://{request.Host}";
}
