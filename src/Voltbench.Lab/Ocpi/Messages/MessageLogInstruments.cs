using System.Diagnostics.Metrics;

namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>Instruments of meter <c>Voltbench.Ocpi.Messages</c>.</summary>
internal static class MessageLogInstruments
{
    private static readonly Meter Meter = new("Voltbench.Ocpi.Messages");

    public static readonly Counter<long> Written = Meter.CreateCounter<long>("voltbench.ocpi.messages.written", "{message}", "OCPI exchanges stored");
    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("voltbench.ocpi.messages.dropped", "{message}", "OCPI exchanges not stored");
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("voltbench.ocpi.messages.retries", "{batch}", "Batches tried again after a database failure");
}
