using System.Diagnostics.Metrics;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>Instruments of meter <c>Voltbench.Ocpi.Outbox</c>.</summary>
internal static class OutboxInstruments
{
    private static readonly Meter Meter = new("Voltbench.Ocpi.Outbox");

    public static readonly Counter<long> Delivered = Meter.CreateCounter<long>("voltbench.ocpi.outbox.delivered", "{message}", "Messages that peers took, by module");
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("voltbench.ocpi.outbox.failed", "{attempt}", "Attempts that failed, by module and verdict");
    public static readonly Counter<long> Dead = Meter.CreateCounter<long>("voltbench.ocpi.outbox.died", "{message}", "Messages given up");
    public static readonly Counter<long> Superseded = Meter.CreateCounter<long>("voltbench.ocpi.outbox.superseded", "{message}", "Messages that gave way to a newer one");
    public static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("voltbench.ocpi.outbox.latency", "s", "From the change to the peer's answer");
    public static readonly Gauge<long> Waiting = Meter.CreateGauge<long>("voltbench.ocpi.outbox.waiting", "{message}", "Messages that wait, of all gateways; up to 100000");
    public static readonly Gauge<long> DeadNow = Meter.CreateGauge<long>("voltbench.ocpi.outbox.dead", "{message}", "Dead messages that are kept, of all gateways; up to 100000");
    public static readonly UpDownCounter<long> Peers = Meter.CreateUpDownCounter<long>("voltbench.ocpi.outbox.peers", "{peer}", "Peers that this gateway delivers to");

    public static KeyValuePair<string, object?> Module(string module) => new("module", module);

    public static KeyValuePair<string, object?> Verdict(DeliveryVerdict verdict) => new("verdict", verdict.ToString());
}
