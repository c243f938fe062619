using System.Diagnostics.Metrics;

namespace Voltbench.Lab.Csms;

/// <summary>Metrics of the CSMS store, meter <c>Voltbench.Lab.Csms</c>.</summary>
internal static class CsmsStoreInstruments
{
    private static readonly Meter Meter = new("Voltbench.Lab.Csms");

    public static readonly Counter<long> Changes = Meter.CreateCounter<long>("voltbench.csms.store.changes", "{change}", "Transaction changes committed");

    public static readonly Histogram<double> Commits = Meter.CreateHistogram<double>("voltbench.csms.store.commit", "ms", "Time of one group commit");

    public static readonly Counter<long> MetersDropped = Meter.CreateCounter<long>("voltbench.csms.store.meters.dropped", "{sample}", "Meter registers dropped because too many waited");
}
