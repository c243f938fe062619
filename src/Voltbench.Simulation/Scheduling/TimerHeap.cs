namespace Voltbench.Simulation.Scheduling;

/// <summary>The timers of one lane: a binary heap of (due, timer, version) with lazy cancellation. Not thread-safe: the lane owns it.</summary>
internal sealed class TimerHeap
{
    private readonly PriorityQueue<Entry, (long Due, long Order)> _heap = new();
    private long _order;

    /// <summary>Entries in the heap, cancelled ones included.</summary>
    public int Count => _heap.Count;

    /// <summary>When the next entry is due; null for none. It may turn out to be a cancelled one.</summary>
    public long? NextDue => _heap.TryPeek(out _, out var priority) ? priority.Due : null;

    /// <summary>Arms (or re-arms) a timer; <paramref name="due"/> &gt; 0.</summary>
    public void Arm(LaneTimer timer, long due)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(due);
        timer.Due = due;
        if (timer.Queued == 0 || due < timer.Queued)
            Push(timer, due);
    }

    /// <summary>Takes the next timer that is due at <paramref name="now"/>; equal times fire in the order they were armed.</summary>
    public bool TryTakeDue(long now, out LaneTimer timer, out long due)
    {
        while (_heap.TryPeek(out var entry, out var priority) && priority.Due <= now)
        {
            _heap.Dequeue();
            timer = entry.Timer;
            if (entry.Version != timer.Version)
                continue; // superseded by an earlier entry
            timer.Queued = 0;
            due = timer.Due;
            if (due == 0)
                continue; // cancelled
            if (due > now)
            {
                Push(timer, due); // postponed meanwhile
                continue;
            }

            timer.Due = 0;
            return true;
        }

        timer = null!;
        due = 0;
        return false;
    }

    private void Push(LaneTimer timer, long due)
    {
        timer.Queued = due;
        timer.Version++;
        _heap.Enqueue(new Entry(timer, timer.Version), (due, _order++));
    }

    private readonly record struct Entry(LaneTimer Timer, int Version);
}
