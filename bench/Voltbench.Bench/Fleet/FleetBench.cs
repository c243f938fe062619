using System.Text.Json.Nodes;
using Voltbench.Bench.Processes;
using Voltbench.Bench.Reports;

namespace Voltbench.Bench.Fleet;

/// <param name="Gateway">voltbench.dll.</param>
/// <param name="Chargers">Fleet size.</param>
/// <param name="SessionSeconds">Length of the session phase, s.</param>
/// <param name="WarmUpShare">Warm-up fleet: this share of the fleet in percent, at least 20 chargers.</param>
internal sealed record FleetBenchOptions(string Gateway, int Chargers, int SessionSeconds, int WarmUpShare);

/// <summary>
/// The life of a fleet as its owner sees it: one bulk call, boots, sessions, a kill, the way back. Gateway and CSMS are processes of their
/// own on this machine and talk over loopback; everything the gateway is asked goes through its public API.
/// </summary>
internal sealed class FleetBench(FleetBenchOptions options, GatewayHost gateway, CsmsHost csms, FleetApi api)
{
    private const int MeterSeconds = 10;
    private static readonly TimeSpan Meter = TimeSpan.FromSeconds(MeterSeconds);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    /// <summary>The garbage collector gives memory back some seconds after the load has gone.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly FleetFigures _figures = new() { Chargers = options.Chargers };
    private string _location = "";
    private List<string> _chargers = [];

    public static async Task<Report> RunAsync(FleetBenchOptions options, CancellationToken ct)
    {
        FleetFigures figures;
        await using (var csms = await CsmsHost.StartAsync(ct))
        await using (var gateway = await GatewayHost.StartAsync(options.Gateway, [], ct))
        {
            using var api = new FleetApi(gateway.Url, await gateway.TokenAsync(null, ct));
            try
            {
                figures = await new FleetBench(options, gateway, csms, api).MeasureAsync(ct);
            }
            catch (Exception e) when (e is BenchException or HttpRequestException)
            {
                throw new BenchException($"{e.Message} The gateway's last words: {gateway.Tail()}");
            }
        }

        figures.Floor = await SocketFloor.MeasureAsync(options.Chargers, ct);
        return figures.ToReport(options.SessionSeconds);
    }

    private static void Say(string text) => Console.Error.WriteLine(text);

    private async Task<FleetFigures> MeasureAsync(CancellationToken ct)
    {
        await WarmUpAsync(ct);
        await ProvisionAsync(ct);
        await ChargeAsync(ct);
        await KillAndRestartAsync(ct);
        return _figures;
    }

    /// <summary>A small fleet goes the whole way once, so that the base holds compiled code and pools, not only an idle runtime.</summary>
    private async Task WarmUpAsync(CancellationToken ct)
    {
        Say("Warming up …");
        var count = Math.Max(20, options.Chargers * options.WarmUpShare / 100);
        var location = await api.CreateLocationAsync("Warm-up", ct);
        var chargers = await CreatedAsync(await api.ProvisionAsync(location, "W", count, csms.Url, 1, ct), count, ct);
        await BootedAsync(count, ct);
        await csms.QuietAsync(Quiet, Limit, ct);
        await StartSessionsAsync(location, chargers, ct);
        await Task.Delay(TimeSpan.FromSeconds(3), _time, ct);
        await StopSessionsAsync(location, chargers, ct);
        await api.DeleteChargersAsync(location, chargers, ct);
        await Wait.UntilAsync("the warm-up fleet to leave", Limit, async () => (await csms.StatsAsync(TimeSpan.Zero, ct)).Connected == 0, ct);
        await Task.Delay(Settle, _time, ct);
        await csms.ResetAsync(ct);
        _figures.BaseBytes = ProcessFigures.ResidentBytes(gateway.ProcessId);
    }

    private async Task ProvisionAsync(CancellationToken ct)
    {
        Say($"Provisioning {options.Chargers} chargers …");
        _location = await api.CreateLocationAsync("Bench", ct);
        var startedAt = _time.GetUtcNow();
        var start = _time.GetTimestamp();
        var job = await api.ProvisionAsync(_location, "C", options.Chargers, csms.Url, MeterSeconds, ct);
        _figures.PostSeconds = _time.GetElapsedTime(start).TotalSeconds;
        _chargers = await CreatedAsync(job, options.Chargers, ct);
        _figures.ReadySeconds = _time.GetElapsedTime(start).TotalSeconds;
        var stats = await BootedAsync(options.Chargers, ct);
        _figures.BootedSeconds = (stats.LastBoot!.Value - startedAt).TotalSeconds;
        _figures.ConnectToBoot = stats.ConnectToBootMs;
        await csms.QuietAsync(Quiet, Limit, ct);
        await Task.Delay(Settle, _time, ct);
        _figures.IdleBytes = ProcessFigures.ResidentBytes(gateway.ProcessId);
    }

    private async Task ChargeAsync(CancellationToken ct)
    {
        var charging = Half();
        Say($"Charging at {charging.Count} of them for {options.SessionSeconds} s …");
        var rowsBefore = await LoggedAsync(ct);
        await csms.ResetAsync(ct);
        await StartSessionsAsync(_location, charging, ct);
        var database = gateway.DatabaseProcessId();
        var before = await csms.StatsAsync(TimeSpan.Zero, ct);
        var processor = ProcessFigures.ProcessorTime(gateway.ProcessId);
        var databaseProcessor = ProcessFigures.ProcessorTimeWithChildren(database);
        var drift = PrometheusText.Buckets(await api.MetricsAsync(ct), FleetFigures.DriftMetric);
        var start = _time.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(options.SessionSeconds), _time, ct);
        var after = await csms.StatsAsync(Meter, ct);
        var seconds = _time.GetElapsedTime(start).TotalSeconds;
        _figures.Sessions = charging.Count;
        _figures.FramesPerSecond = (after.FramesIn + after.FramesOut - before.FramesIn - before.FramesOut) / seconds;
        _figures.GatewayCores = (ProcessFigures.ProcessorTime(gateway.ProcessId) - processor).TotalSeconds / seconds;
        _figures.DatabaseCores = (ProcessFigures.ProcessorTimeWithChildren(database) - databaseProcessor).TotalSeconds / seconds;
        _figures.MeterDeviation = after.MeterDriftMs;
        _figures.TimerDriftP99Ms = PrometheusText.Quantile(drift, PrometheusText.Buckets(await api.MetricsAsync(ct), FleetFigures.DriftMetric), 0.99) * 1000;

        await StopSessionsAsync(_location, charging, ct);
        await csms.QuietAsync(Quiet, Limit, ct);
        var last = await csms.StatsAsync(TimeSpan.Zero, ct);
        _figures.FramesSent = last.FramesIn + last.FramesOut;
        _figures.Malformed = last.Malformed;
        _figures.FramesLogged = await LoggedAsync(ct) - rowsBefore;
    }

    private async Task KillAndRestartAsync(CancellationToken ct)
    {
        var charging = Half();
        Say("Charging again, and killing the gateway …");
        await csms.ResetAsync(ct);
        await StartSessionsAsync(_location, charging, ct);
        await Task.Delay(Meter, _time, ct);
        await gateway.KillAsync();
        await Wait.UntilAsync("the CSMS to see the dead gateway's sockets", Limit, async () => (await csms.StatsAsync(TimeSpan.Zero, ct)).Connected == 0, ct);
        var open = (await csms.StatsAsync(TimeSpan.Zero, ct)).TransactionsOpen;
        var bootsBefore = (await csms.StatsAsync(TimeSpan.Zero, ct)).Boots;
        var startedAt = _time.GetUtcNow();
        await gateway.StartAgainAsync();
        await gateway.HealthyAsync(ct);
        var stats = await BootedAsync(bootsBefore + options.Chargers, ct);
        _figures.BackSeconds = (stats.LastBoot!.Value - startedAt).TotalSeconds;
        await csms.QuietAsync(TimeSpan.FromSeconds(1), Limit, ct);
        await StopSessionsAsync(_location, charging, ct);
        await csms.QuietAsync(Quiet, Limit, ct);
        var end = await csms.StatsAsync(TimeSpan.Zero, ct);
        _figures.OpenAtKill = open;
        _figures.TransactionsLost = end.TransactionsOpen + end.TransactionGaps;
        _figures.TransactionsRepeated = end.TransactionDuplicates;
    }

    private List<string> Half() => [.. _chargers.Where((_, n) => n % 2 == 0)];

    private async Task<List<string>> CreatedAsync(string job, int count, CancellationToken ct)
    {
        JsonNode status = new JsonObject();
        await Wait.UntilAsync(
            "the job to become READY",
            Limit,
            async () =>
            {
                status = await api.JobAsync(job, ct);
                return (string?)status["status"] is "READY" or "FAILED";
            },
            ct);
        var created = status["results"]?["created"]?.AsArray().Select(row => (string)row!["charger_id"]!).ToList() ?? [];
        return created.Count == count ? created : throw new BenchException($"Of {count} chargers {created.Count} were created: {status.ToJsonString()[..Math.Min(500, status.ToJsonString().Length)]}");
    }

    private async Task<CsmsStats> BootedAsync(long boots, CancellationToken ct)
    {
        CsmsStats? stats = null;
        await Wait.UntilAsync($"{boots} boots", Limit, async () => (stats = await csms.StatsAsync(TimeSpan.Zero, ct)).Boots >= boots, ct);
        return stats!;
    }

    private async Task StartSessionsAsync(string location, List<string> chargers, CancellationToken ct)
    {
        var opened = (await csms.StatsAsync(TimeSpan.Zero, ct)).TransactionsOpened;
        var queued = await api.CommandAsync("start-session", location, chargers, new JsonObject { ["id_tag"] = "BENCH" }, ct);
        if (queued != chargers.Count)
            throw new BenchException($"Of {chargers.Count} sessions {queued} were queued.");
        await Wait.UntilAsync("the sessions to start", Limit, async () => (await csms.StatsAsync(TimeSpan.Zero, ct)).TransactionsOpened >= opened + chargers.Count, ct);
    }

    private async Task StopSessionsAsync(string location, List<string> chargers, CancellationToken ct)
    {
        await api.CommandAsync("stop-session", location, chargers, null, ct);
        await Wait.UntilAsync("the sessions to stop", Limit, async () => (await csms.StatsAsync(TimeSpan.Zero, ct)).TransactionsOpen == 0, ct);
    }

    /// <summary>Rows in the frame log once its writer has caught up.</summary>
    private async Task<long> LoggedAsync(CancellationToken ct)
    {
        long rows = -1;
        var since = _time.GetTimestamp();
        await Wait.UntilAsync(
            "the frame log to catch up",
            Limit,
            async () =>
            {
                var now = await gateway.FrameRowsAsync(ct);
                if (now != rows)
                    (rows, since) = (now, _time.GetTimestamp());
                return _time.GetElapsedTime(since) > Quiet;
            },
            ct);
        return rows;
    }
}
