using System.Diagnostics.Metrics;

namespace Voltbench.Simulation;

/// <summary>Measurements of the fleets of this process, meter <c>Voltbench.Simulation</c>.</summary>
internal static class FleetInstruments
{
    private static readonly Meter Meter = new("Voltbench.Simulation");

    /// <summary>How late timers fire, s.</summary>
    public static readonly Histogram<double> TimerDrift = Meter.CreateHistogram<double>("voltbench.fleet.timer_drift", "s", "How late timers fire");

    public static readonly Counter<long> FramesSent = Meter.CreateCounter<long>("voltbench.fleet.frames_sent", "{frame}");

    public static readonly Counter<long> FramesReceived = Meter.CreateCounter<long>("voltbench.fleet.frames_received", "{frame}");

    public static readonly Counter<long> Boots = Meter.CreateCounter<long>("voltbench.fleet.boots", "{boot}", "BootNotifications accepted");

    public static readonly Counter<long> Reconnects = Meter.CreateCounter<long>("voltbench.fleet.reconnects", "{reconnect}", "Reconnects scheduled after a failure");

    public static readonly Counter<long> CommandsDropped = Meter.CreateCounter<long>("voltbench.fleet.commands_dropped", "{command}", "Commands answered Busy");

    public static readonly Counter<long> MessagesDropped = Meter.CreateCounter<long>("voltbench.fleet.transaction_messages_dropped", "{message}", "Transaction messages given up");

    public static readonly Counter<long> Faults = Meter.CreateCounter<long>("voltbench.fleet.charger_faults", "{fault}", "Handlers that failed");
}
