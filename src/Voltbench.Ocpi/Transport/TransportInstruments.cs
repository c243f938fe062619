using System.Diagnostics.Metrics;

namespace Voltbench.Ocpi.Transport;

/// <summary>Instruments of meter <c>Voltbench.Ocpi.Transport</c>.</summary>
internal static class TransportInstruments
{
    private static readonly Meter Meter = new("Voltbench.Ocpi.Transport");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("voltbench.ocpi.call.duration", "s", "Calls of peers, by outcome");

    public static void Ended(OcpiOutcomeKind kind, TimeSpan elapsed) => Duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", kind.ToString()));
}
