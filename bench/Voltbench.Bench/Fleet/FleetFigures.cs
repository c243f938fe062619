using System.Globalization;
using Voltbench.Bench.Reports;

namespace Voltbench.Bench.Fleet;

/// <summary>What the fleet bench found. Times in seconds unless named otherwise.</summary>
internal sealed class FleetFigures
{
    /// <summary>Histogram of <c>/metrics</c>: how late the fleet's timers fire, s.</summary>
    public const string DriftMetric = "voltbench_fleet_timer_drift_seconds";

    private const double KiB = 1024;

    public int Chargers { get; init; }

    public double PostSeconds { get; set; }

    public double ReadySeconds { get; set; }

    public double BootedSeconds { get; set; }

    public Quantiles ConnectToBoot { get; set; } = new(0, 0, 0, 0);

    public long BaseBytes { get; set; }

    public long IdleBytes { get; set; }

    public int Sessions { get; set; }

    public double FramesPerSecond { get; set; }

    public double GatewayCores { get; set; }

    public double DatabaseCores { get; set; }

    public long FramesSent { get; set; }

    public long FramesLogged { get; set; }

    public long Malformed { get; set; }

    public Quantiles? MeterDeviation { get; set; }

    public double? TimerDriftP99Ms { get; set; }

    public double BackSeconds { get; set; }

    public int OpenAtKill { get; set; }

    public int TransactionsLost { get; set; }

    public int TransactionsRepeated { get; set; }

    public FloorFigures Floor { get; set; } = new(0, 0);

    public Report ToReport(int sessionSeconds)
    {
        List<IReadOnlyList<string>> rows =
        [
            ["POST of the bulk call", Seconds(PostSeconds), Chargers <= 10_000 ? "≤ 1 s" : ""],
            ["all READY", Seconds(ReadySeconds), Chargers <= 1000 ? "≤ 2 s" : ""],
            ["all booted", Seconds(BootedSeconds), Chargers <= 1000 ? "≤ 3 s" : "≤ 12 s (10,000)"],
            ["connect → boot, p50 / p99", $"{Millis(ConnectToBoot.P50)} / {Millis(ConnectToBoot.P99)}", ""],
            ["bare sockets: all booted", Seconds(Floor.Seconds), "the floor"],
            ["gateway RSS before / idle", $"{Mib(BaseBytes)} / {Mib(IdleBytes)}", ""],
            ["RSS per idle charger", Kib((IdleBytes - BaseBytes) / (double)Chargers), "≤ 20 KiB (10,000)"],
            ["bare sockets: RSS per connection", Kib(Floor.BytesPerConnection), "the floor"],
            [$"frames per second, {Number(Sessions)} sessions, 10 s meter values, {sessionSeconds} s", Number(FramesPerSecond), ""],
            ["CPU of the gateway", Cores(GatewayCores), "≤ 1 core (5,000 sessions)"],
            ["CPU of PostgreSQL", Cores(DatabaseCores), ""],
            ["frames on the wire / rows in the log", $"{Number(FramesSent)} / {Number(FramesLogged)}", "equal"],
            ["frames the CSMS could not read", Number(Malformed), "0"],
            ["timer drift p99 (/metrics)", TimerDriftP99Ms is { } drift ? "≤ " + Millis(drift) : "not published", "≤ 100 ms"],
            ["meter interval against 10 s at the CSMS, p50 / p99", MeterDeviation is { Count: > 0 } d ? $"{Millis(d.P50)} / {Millis(d.P99)}" : "no samples", "≤ 100 ms"],
            ["kill -9 and restart: all booted again", Seconds(BackSeconds), "≤ 15 s (5,000)"],
            ["transactions open at the kill / lost", $"{Number(OpenAtKill)} / {Number(TransactionsLost)}", "0 lost"],
            ["repeated messages the CSMS recognised", Number(TransactionsRepeated), ""],
        ];
        var command = string.Create(CultureInfo.InvariantCulture, $"./lab bench fleet --chargers {Chargers} --seconds {sessionSeconds}");
        return new Report($"fleet of {Number(Chargers)} chargers", command, ["figure", "value", "bar"], rows);
    }

    private static string Seconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    private static string Millis(double value) => value.ToString("0.#", CultureInfo.InvariantCulture) + " ms";

    private static string Mib(long bytes) => (bytes / KiB / KiB).ToString("0", CultureInfo.InvariantCulture) + " MiB";

    private static string Kib(double bytes) => (bytes / KiB).ToString("0.0", CultureInfo.InvariantCulture) + " KiB";

    private static string Cores(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + " cores";

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
