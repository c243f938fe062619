using System.Diagnostics.Metrics;

namespace Voltbench.Lab.FrameLog;

/// <summary>Instruments of meter <c>Voltbench.FrameLog</c>.</summary>
internal static class FrameLogInstruments
{
    private static readonly Meter Meter = new("Voltbench.FrameLog");

    public static readonly Counter<long> Written = Meter.CreateCounter<long>("voltbench.frame_log.written", "{frame}", "Frames stored");
    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("voltbench.frame_log.dropped", "{frame}", "Frames not stored, by reason");
    public static readonly Counter<long> Masked = Meter.CreateCounter<long>("voltbench.frame_log.masked", "{frame}", "Frames in which a secret was masked");
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("voltbench.frame_log.retries", "{batch}", "Batches tried again after a database failure");
    public static readonly Histogram<double> CopySeconds = Meter.CreateHistogram<double>("voltbench.frame_log.copy.duration", "s", "Time of one COPY");

    public static readonly KeyValuePair<string, object?> QueueFull = new("reason", "queue_full");
    public static readonly KeyValuePair<string, object?> QueueBytes = new("reason", "queue_bytes");
    public static readonly KeyValuePair<string, object?> Shutdown = new("reason", "shutdown");
    public static readonly KeyValuePair<string, object?> Refused = new("reason", "refused");
}
