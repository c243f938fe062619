using Voltbench.Simulation.Charger;

namespace Voltbench.Simulation.Scheduling;

internal enum LaneEventKind : byte
{
    /// <summary>Look at the timers.</summary>
    Wake,
    Placed,
    Opened,
    ConnectFailed,
    Message,
    Closed,
    Committed,
    Command,

    /// <summary>Work that was done off the lane goes on.</summary>
    Continue,
    Remove,
    Restart,
}

/// <summary>One event for one charger.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Station">To whom; null for <see cref="LaneEventKind.Wake"/>.</param>
/// <param name="Subject">The link, command or spec it is about.</param>
/// <param name="Detail">A text or a second subject.</param>
/// <param name="Message">Bytes of a frame.</param>
internal readonly record struct LaneEvent(
    LaneEventKind Kind,
    Station? Station,
    object? Subject = null,
    object? Detail = null,
    ReadOnlyMemory<byte> Message = default);
