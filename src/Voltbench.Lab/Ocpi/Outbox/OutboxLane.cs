using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>
/// Delivers to one peer. One loop owns all state; sends, loads and settlements run beside it and report back as events. A message is started
/// when its object is free and fewer than <see cref="OutboxOptions.ParallelPerPeer"/> are on their way; after a sign that the peer is away
/// a single message probes it until one gets through.
/// </summary>
public sealed partial class OutboxLane(long peerId, OutboxStore store, Delivery delivery, Backoff backoff, OutboxOptions options, TimeProvider time, ILogger log)
{
    /// <summary>Messages loaded at a time; with the ready ones twice as many are in memory at most.</summary>
    private const int Window = 64;

    /// <summary>Messages loaded for a peer that is away.</summary>
    private const int Probe = 4;

    /// <summary>Objects held back at most; beyond that nothing else is loaded.</summary>
    private const int MaxHeld = 1_000;

    /// <summary>So many failures without a success between them mean that the peer as a whole is in trouble.</summary>
    private const int TroubleAfter = 16;

    /// <summary>Ids are given before their commit: a load that begins behind the last one would miss those that were late.</summary>
    private const long IdSlack = 10_000;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private readonly Channel<object> _events = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LaneQueue _queue = new();
    private readonly List<Settlement> _unsettled = [];
    private OutboxPeer? _peer;
    private Task<bool>? _waiting;
    private int _isWoken;
    private bool _isLoading;
    private bool _isStale;
    private bool _isSettling;
    private bool _mustLook = true;
    private bool _isGone;
    private bool _isLost;
    private long _after;
    private int _failures;
    private int _downs;
    private DateTimeOffset _pausedUntil;
    private long _idleSince;

    /// <summary>A fault of our own ended it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Something was queued, or (<paramref name="now"/>) somebody wants what failed to be tried at once.</summary>
    public void Wake(bool now = false)
    {
        if (now)
            _events.Writer.TryWrite(Signal.Now);
        else if (Interlocked.Exchange(ref _isWoken, 1) == 0)
            _events.Writer.TryWrite(Signal.Look);
    }

    /// <summary>Looks from the start: messages whose ids were given long before their commit are found now.</summary>
    public void Poll() => _events.Writer.TryWrite(Signal.Poll);

    /// <summary>The peer belongs to another gateway now: nothing more is started or written.</summary>
    public void Lose() => _events.Writer.TryWrite(Signal.Lost);

    /// <summary>Runs until nothing was there for a while, the peer is gone, or <paramref name="stop"/>; then waits for what is on its way until <paramref name="abort"/>.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        await using var stopping = stop.Register(() => _events.Writer.TryWrite(Signal.Stop));
        _idleSince = time.GetTimestamp();
        while (!_isLost && !(IsStill() && (_isGone || stop.IsCancellationRequested || IsIdle())))
        {
            var isEnding = stop.IsCancellationRequested || _isGone;
            if (!isEnding)
            {
                Load(abort);
                Start(abort);
            }

            Settle(abort);
            await WaitAsync(isEnding, abort);
            while (_events.Reader.TryRead(out var happened))
                Apply(happened);
        }
    }

    private bool IsStill() => _queue.Busy == 0 && !_isLoading && !_isSettling && _unsettled.Count == 0;

    private bool IsIdle() => _queue.IsEmpty && !_mustLook && time.GetElapsedTime(_idleSince) >= IdleTime;

    private void Load(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_isLoading || _pausedUntil > now || _queue.Ready >= Window / 2)
            return;

        var objects = _queue.ToLoad(now, Window);
        if (objects.Length == 0 && (!_mustLook || _queue.Held.Count >= MaxHeld))
            return;

        _isLoading = true;
        var load = new OutboxLoad
        {
            After = _after,
            Objects = objects.Length > 0 ? objects : null,
            Known = [.. _queue.Known],
            Held = [.. _queue.Held],
            SupersededBefore = now.AddSeconds(-options.SupersedeSeconds),
            Limit = _downs > 0 ? Probe : Window,
        };
        if (objects.Length == 0)
            _mustLook = false;
        Report(LoadAsync(load, ct));
    }

    private void Start(CancellationToken ct)
    {
        if (_peer is not { } peer || _pausedUntil > time.GetUtcNow())
            return;
        var parallel = _downs > 0 ? 1 : options.ParallelPerPeer;
        while (_queue.Busy < parallel && _queue.Take() is { } row)
            Report(SendAsync(peer, row, ct));
    }

    private void Settle(CancellationToken ct)
    {
        if (_isSettling || _unsettled.Count == 0)
            return;
        _isSettling = true;
        Settlement[] batch = [.. _unsettled];
        _unsettled.Clear();
        Report(SettleAsync(batch, ct));
    }

    private async Task WaitAsync(bool isEnding, CancellationToken abort)
    {
        var now = time.GetUtcNow();
        var until = now.AddSeconds(options.PollSeconds);
        if (_pausedUntil > now && _pausedUntil < until)
            until = _pausedUntil;
        else if (!isEnding && _pausedUntil <= now && _queue.NextDue is { } due && due < until && (due > now || !AwaitsEvent()))
            until = due;
        var wait = until - now;
        _waiting ??= _events.Reader.WaitToReadAsync(CancellationToken.None).AsTask();

        // Timers count whole milliseconds: less would be no wait at all.
        if (wait > TimeSpan.Zero)
            await ((Task)_waiting).WaitAsync(wait > Least ? wait : Least, time, abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_waiting.IsCompleted)
            _waiting = null;
        abort.ThrowIfCancellationRequested();
    }

    /// <summary>What is due cannot be loaded yet, and an event will tell when it can.</summary>
    private bool AwaitsEvent() => _isLoading || _isSettling || _unsettled.Count > 0 || _queue.Ready >= Window / 2;

    private async Task<object> LoadAsync(OutboxLoad load, CancellationToken ct)
    {
        try
        {
            var (peer, rows) = await store.LoadAsync(peerId, load, ct);
            return new Loaded(load, peer, rows, Failed: false);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            LogDatabase(peerId, e.Message);
            return new Loaded(load, _peer, [], Failed: true);
        }
    }

    private async Task<object> SendAsync(OutboxPeer peer, OutboxRow row, CancellationToken ct) => await delivery.SendAsync(peerId, peer, row, ct);

    private async Task<object> SettleAsync(Settlement[] batch, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.SettleAsync(batch, ct);
                return batch;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogDatabase(peerId, e.Message);
                await Task.Delay(backoff.After(attempt), time, ct);
            }
        }
    }

    /// <summary>Runs beside the loop; its result becomes an event. Only a stop cuts it off, and then nobody waits for it.</summary>
    private void Report(Task<object> work) =>
        _ = work.ContinueWith(
            t =>
            {
                if (t.IsCompletedSuccessfully)
                    _events.Writer.TryWrite(t.Result);
                else if (t.Exception is { } error)
                {
                    LogBroken(error, peerId);
                    _events.Writer.TryWrite(Signal.Broken);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private enum Signal
    {
        Look,
        Poll,
        Now,
        Stop,
        Lost,
        Broken,
    }

    private sealed record Loaded(OutboxLoad Load, OutboxPeer? Peer, List<OutboxRow> Rows, bool Failed);
}
