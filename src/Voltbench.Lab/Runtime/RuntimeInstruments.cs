using System.Diagnostics.Metrics;

namespace Voltbench.Lab.Runtime;

/// <summary>Instruments of meter <c>Voltbench.Runtime</c>.</summary>
internal static class RuntimeInstruments
{
    private static readonly Meter Meter = new("Voltbench.Runtime");

    public static readonly Counter<long> Changes = Meter.CreateCounter<long>("voltbench.runtime.changes", "{change}", "Visible changes of chargers");
    public static readonly Counter<long> Rows = Meter.CreateCounter<long>("voltbench.runtime.rows", "{row}", "Rows written after coalescing");
    public static readonly Counter<long> Failures = Meter.CreateCounter<long>("voltbench.runtime.failures", "{batch}", "Batches put back after a database failure");
}
