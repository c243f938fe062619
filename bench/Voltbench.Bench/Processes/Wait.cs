namespace Voltbench.Bench.Processes;

/// <summary>Polling with a limit and a name, so that a run that hangs says what it waited for.</summary>
internal static class Wait
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <exception cref="BenchException">It did not come true within <paramref name="limit"/>.</exception>
    public static async Task UntilAsync(string what, TimeSpan limit, Func<Task<bool>> reached, CancellationToken ct)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (!await reached())
        {
            if (time.GetElapsedTime(start) > limit)
                throw new BenchException(FormattableString.Invariant($"Waited {limit.TotalSeconds} s in vain for {what}."));
            await Task.Delay(Poll, time, ct);
        }
    }
}
