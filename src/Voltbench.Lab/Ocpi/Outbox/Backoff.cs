namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>Waits between attempts: doubling up to a limit, and somewhere in the upper half of that, so that many do not come back at once.</summary>
public sealed class Backoff(OutboxOptions options, Random random)
{
    /// <param name="failures">How often it failed, at least 1.</param>
    /// <param name="asked">What the peer asked for; the longer wait counts.</param>
    public TimeSpan After(int failures, TimeSpan? asked = null)
    {
        var full = Math.Min(options.LongestRetrySeconds, options.FirstRetrySeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)));
        double part;
        lock (random)
            part = 0.5 + (random.NextDouble() / 2);
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(full * part * 1000));
        return asked > wait ? asked.Value : wait;
    }
}
