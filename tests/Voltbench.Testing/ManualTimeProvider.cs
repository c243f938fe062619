namespace Voltbench.Testing;

/// <summary>Time that moves only when a test moves it. Timers run on the thread that advances, in the order they are due.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<ManualTimer, (long Due, long Order)> _timers = new();
    private readonly DateTimeOffset _start;
    private long _ticks;
    private long _order;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2030, 1, 1, 8, 0, 0, TimeSpan.Zero))
    {
    }

    public ManualTimeProvider(DateTimeOffset start) => _start = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Volatile.Read(ref _ticks));

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    /// <summary>Moves time forward, stopping at every timer on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Ticks);
        var target = Volatile.Read(ref _ticks) + by.Ticks;
        while (TakeDue(target) is { } timer)
            timer.Fire();
        Volatile.Write(ref _ticks, target);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeDue(long target)
    {
        lock (_lock)
        {
            while (_timers.TryPeek(out var timer, out var at) && at.Due <= target)
            {
                _timers.Dequeue();
                if (timer.Due != at.Due || timer.Order != at.Order)
                    continue; // changed or disposed since
                Volatile.Write(ref _ticks, Math.Max(_ticks, at.Due));
                if (timer.Period > TimeSpan.Zero)
                    Arm(timer, at.Due + timer.Period.Ticks);
                else
                    timer.Due = long.MaxValue;
                return timer;
            }

            return null;
        }
    }

    private void Arm(ManualTimer timer, long due)
    {
        timer.Due = due;
        timer.Order = ++_order;
        _timers.Enqueue(timer, (due, timer.Order));
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public long Due = long.MaxValue;
        public long Order;

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                Period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    Due = long.MaxValue;
                else
                    owner.Arm(this, owner._ticks + Math.Max(0, dueTime.Ticks));
                return true;
            }
        }

        public void Dispose()
        {
            lock (owner._lock)
                Due = long.MaxValue;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
