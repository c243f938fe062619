using System.Diagnostics.Metrics;

namespace Voltbench.Lab.Fleet;

/// <summary>Instruments of the charger store, meter <c>Voltbench.ChargerStore</c>.</summary>
internal static class ChargerStoreInstruments
{
    private static readonly Meter Meter = new("Voltbench.ChargerStore");

    public static readonly Counter<long> Commits = Meter.CreateCounter<long>("voltbench.charger_store.commits", "{commit}", "Commits on disk");
    public static readonly Counter<long> Groups = Meter.CreateCounter<long>("voltbench.charger_store.groups", "{transaction}", "Database transactions that carried them");
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("voltbench.charger_store.retries", "{transaction}", "Transactions tried again");
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("voltbench.charger_store.refused", "{commit}", "Commits that the database refused for good");
    public static readonly Histogram<double> GroupSeconds = Meter.CreateHistogram<double>("voltbench.charger_store.group.duration", "s", "Time of one transaction");
}
