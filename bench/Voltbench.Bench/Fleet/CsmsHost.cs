using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Bench.Processes;

namespace Voltbench.Bench.Fleet;

/// <summary>The minimal CSMS in a process of its own.</summary>
internal sealed class CsmsHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private CsmsHost(ChildProcess process, Uri url)
    {
        (_process, Url) = (process, url);
        _http = new HttpClient { BaseAddress = new UriBuilder(url) { Scheme = "http" }.Uri };
    }

    /// <summary><c>ws://127.0.0.1:N/</c></summary>
    public Uri Url { get; }

    public static async Task<CsmsHost> StartAsync(CancellationToken ct)
    {
        var process = ChildProcess.Start(typeof(CsmsHost).Assembly.Location, ["csms", "--port", "0", "--heartbeat", "300"]);
        try
        {
            var line = await process.LineAsync(l => l.StartsWith("csms listening on ", StringComparison.Ordinal), StartLimit, ct);
            return new CsmsHost(process, new Uri(line["csms listening on ".Length..]));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <param name="meterInterval">Expected distance of meter values; zero asks for no drift.</param>
    public async Task<CsmsStats> StatsAsync(TimeSpan meterInterval, CancellationToken ct) =>
        (await _http.GetFromJsonAsync(FormattableString.Invariant($"stats?meter_interval_ms={(int)meterInterval.TotalMilliseconds}"), CsmsJson.Default.CsmsStats, ct))!;

    public async Task ResetAsync(CancellationToken ct)
    {
        using var response = await _http.PostAsync(new Uri("reset", UriKind.Relative), null, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until nothing has arrived for a while.</summary>
    public async Task QuietAsync(TimeSpan quiet, TimeSpan limit, CancellationToken ct)
    {
        var time = TimeProvider.System;
        long frames = -1;
        var since = time.GetTimestamp();
        await Wait.UntilAsync(
            "silence at the CSMS",
            limit,
            async () =>
            {
                var now = (await StatsAsync(TimeSpan.Zero, ct)).FramesIn;
                if (now != frames)
                    (frames, since) = (now, time.GetTimestamp());
                return time.GetElapsedTime(since) >= quiet;
            },
            ct);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}

/// <summary>Answer of <c>GET /stats</c>; counts are since the last reset, transactions open are of all time.</summary>
internal sealed record CsmsStats(
    int Connected,
    long Boots,
    DateTimeOffset? LastBoot,
    Quantiles ConnectToBootMs,
    Quantiles? MeterDriftMs,
    long FramesIn,
    long FramesOut,
    long MeterValues,
    long Malformed,
    int TransactionsOpened,
    int TransactionsClosed,
    int TransactionsOpen,
    int TransactionDuplicates,
    int TransactionGaps);

/// <summary>Quantiles in ms; zero when nothing was counted.</summary>
internal sealed record Quantiles(int Count, double P50, double P99, double Max);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CsmsStats))]
internal sealed partial class CsmsJson : JsonSerializerContext;
