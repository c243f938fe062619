using System.Diagnostics;

namespace Voltbench.Lab.Tests;

/// <summary>Waits for something that happens on other threads.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task BecomesAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Patience, what);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public static Task BecomesAsync(Func<bool> condition, string what) => BecomesAsync(() => Task.FromResult(condition()), what);
}
