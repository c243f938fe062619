using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Voltbench.Lab.FrameLog;

/// <summary>
/// Tells those who follow a charger's log that frames of it were stored. A signal carries no frames: the follower reads the table from where it
/// is, so a slow one holds nothing in memory and misses nothing. Bounded by design: one pending signal per follower.
/// </summary>
public sealed class FrameSignals
{
    private readonly ConcurrentDictionary<FrameFollower, long> _followers = new();

    internal FrameFollower Follow(long chargerKey)
    {
        var follower = new FrameFollower(this);
        _followers[follower] = chargerKey;
        return follower;
    }

    internal void Leave(FrameFollower follower) => _followers.TryRemove(follower, out _);

    internal void Notify(List<FrameRecord> batch)
    {
        if (_followers.IsEmpty)
            return;

        var keys = new HashSet<long>();
        foreach (ref readonly var frame in CollectionsMarshal.AsSpan(batch))
            keys.Add(frame.ChargerKey);
        foreach (var (follower, key) in _followers)
        {
            if (keys.Contains(key))
                follower.Signal();
        }
    }
}

/// <summary>One who follows a charger's log.</summary>
internal sealed class FrameFollower(FrameSignals signals) : IDisposable
{
    private volatile TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Signal() => _signal.TrySetResult();

    /// <summary>Returns at the next signal, or after <paramref name="limit"/>: frames of a charger on another node come without one.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        var signal = _signal;
        await Task.WhenAny(signal.Task, Task.Delay(limit, time, ct));
        ct.ThrowIfCancellationRequested();
        if (signal.Task.IsCompleted)
            _signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Dispose() => signals.Leave(this);
}
