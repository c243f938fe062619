using System.Diagnostics.Metrics;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>Instruments of meter <c>Voltbench.Ocpi.Sessions</c>.</summary>
internal static class SessionInstruments
{
    private static readonly Meter Meter = new("Voltbench.Ocpi.Sessions");

    public static readonly Counter<long> Projected = Meter.CreateCounter<long>("voltbench.ocpi.sessions.projected", "{transaction}", "Changed transactions that were taken into sessions");
    public static readonly Counter<long> Cdrs = Meter.CreateCounter<long>("voltbench.ocpi.cdrs", "{cdr}", "CDRs made");
    public static readonly Counter<long> Parked = Meter.CreateCounter<long>("voltbench.ocpi.sessions.parked", "{transaction}", "Transactions that could not be taken and wait for another try");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("voltbench.ocpi.sessions.failures", "{batch}", "Batches that the database did not take");
    public static readonly Histogram<double> Batches = Meter.CreateHistogram<double>("voltbench.ocpi.sessions.batch", "ms", "One batch, from its claim to its commit");
}
