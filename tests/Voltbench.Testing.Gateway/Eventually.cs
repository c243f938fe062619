using System.Diagnostics;

namespace Voltbench.Testing;

/// <summary>Waits for something that happens in another process or on another thread.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="TimeoutException">It did not happen.</exception>
    public static async Task BecomesAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"Waited in vain for: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public static Task BecomesAsync(Func<bool> condition, string what) => BecomesAsync(() => Task.FromResult(condition()), what);
}
