namespace Voltbench.Lab.FrameLog;

/// <summary>
/// Numbers the frames: the time in µs, or one more than the last number where that is higher. So numbers ascend over restarts and over a
/// move of the charger to another node without anybody asking the database, and a number alone tells in which day its frame lies.
/// </summary>
internal sealed class FrameSequence
{
    private static readonly long LastMicros = Micros(DateTimeOffset.MaxValue);

    private long _last;

    public long Next(long atMicros)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(atMicros, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }

    /// <summary>Microseconds since 1970.</summary>
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of a number; a number from outside, of no frame, is held within the calendar.</summary>
    public static DateTimeOffset Time(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(micros, 0, LastMicros) * TimeSpan.TicksPerMicrosecond);
}
