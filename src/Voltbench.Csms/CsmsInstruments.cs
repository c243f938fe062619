using System.Diagnostics.Metrics;

namespace Voltbench.Csms;

/// <summary>Metrics of the built-in CSMS, meter <c>Voltbench.Csms</c>.</summary>
internal static class CsmsInstruments
{
    private static readonly Meter Meter = new("Voltbench.Csms");

    public static readonly UpDownCounter<int> Connected = Meter.CreateUpDownCounter<int>("voltbench.csms.stations", "{station}", "Connected stations");

    public static readonly Counter<long> Received = Meter.CreateCounter<long>("voltbench.csms.messages.received", "{message}", "Messages from stations");

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>("voltbench.csms.messages.sent", "{message}", "Messages to stations");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("voltbench.csms.messages.refused", "{message}", "Messages that were no valid CALL of a station");

    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("voltbench.csms.messages.failed", "{message}", "CALLs answered with InternalError");

    public static readonly Counter<long> Replaced = Meter.CreateCounter<long>("voltbench.csms.replaced", "{connection}", "Connections replaced by a newer one of the same station");

    public static readonly Counter<long> UnknownStops = Meter.CreateCounter<long>("voltbench.csms.stops.unknown", "{message}", "StopTransaction for a transaction that the station does not have");
}
