namespace Voltbench.Simulation.Scheduling;

/// <summary>
/// One timer of one owner. Arming it later than it already stands in the heap costs nothing: the entry in the heap fires early and
/// is put back. That keeps a heartbeat, which every message postpones, at one entry in the heap.
/// </summary>
internal class LaneTimer(ITimerOwner owner, byte kind, byte index)
{
    /// <summary>When it is due, ticks of the lane's clock; 0 while it is off.</summary>
    internal long Due;

    /// <summary>Where its valid entry stands in the heap; 0 for none.</summary>
    internal long Queued;

    /// <summary>Entries of another version are cancelled.</summary>
    internal int Version;

    public ITimerOwner Owner { get; } = owner;

    public byte Kind { get; } = kind;

    public byte Index { get; } = index;

    public bool IsArmed => Due != 0;

    public void Cancel() => Due = 0;
}

/// <summary>A timer that brings what is to be done: for what few chargers need.</summary>
internal sealed class CallbackTimer(ITimerOwner owner, Action callback) : LaneTimer(owner, (byte)Charger.TimerKind.Callback, 0)
{
    public Action Callback { get; } = callback;
}

/// <summary>Who is told when a timer fires.</summary>
internal interface ITimerOwner
{
    void OnTimer(LaneTimer timer);
}
