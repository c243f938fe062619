using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>
/// Gives every peer with messages its lane, as long as this gateway holds the peer's lease. Woken by notifications; a slow poll finds what a
/// lost one announced, and the peers of a gateway that died.
/// </summary>
public sealed partial class OutboxWorker(
    OutboxStore store, OutboxLeases leases, Delivery delivery, Notifications notifications, OutboxOptions options, TimeProvider time, ILogger<OutboxWorker> log)
    : BackgroundService
{
    public const string NoticeChannel = "voltbench_ocpi_outbox";

    /// <summary>Behind the id of a peer: what failed is to be tried at once.</summary>
    public const char Now = '!';

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Backoff _backoff = new(options, new Random());
    private readonly ConcurrentDictionary<long, (OutboxLane Lane, Task Run)> _lanes = [];
    private readonly ConcurrentDictionary<long, byte> _asked = [];
    private readonly CancellationTokenSource _abort = new();
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private long _renewed;
    private long _swept;
    private long _counted;
    private long _polled;

    /// <summary>Peers that this gateway delivers to now.</summary>
    public int Lanes => _lanes.Count;

    /// <summary>Registers for notifications; before the host starts.</summary>
    public void Subscribe() => notifications.Subscribe(NoticeChannel, Notice, WakeAll);

    /// <summary>Ends as a kill does: what is on its way is cut off, leases are not given back.</summary>
    internal async Task AbortAsync()
    {
        await _abort.CancelAsync();
        await StopAsync(CancellationToken.None);
    }

    public override void Dispose()
    {
        base.Dispose();
        _abort.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task<bool>? woken = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogPostponed(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            woken ??= _wakes.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            await ((Task)woken).WaitAsync(Shortest(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (woken.IsCompleted)
                woken = null;
            _wakes.Reader.TryRead(out _);
        }

        await FarewellAsync();
    }

    /// <summary>One round: leases, lanes for who was asked for or found, and now and then the sweep.</summary>
    private async Task RoundAsync(CancellationToken ct)
    {
        await RenewAsync(ct);
        var room = options.MaxPeers - _lanes.Count;
        long[] asked = [.. _asked.Keys.Take(Math.Max(0, room))];
        foreach (var peer in asked)
            _asked.TryRemove(peer, out _);
        if (asked.Length > 0)
            Open(await leases.TakeAsync(asked, ct), ct);

        if (IsDue(ref _polled, TimeSpan.FromSeconds(options.PollSeconds)))
        {
            foreach (var (lane, _) in _lanes.Values)
                lane.Poll();
            if (options.MaxPeers > _lanes.Count)
                Open(await leases.TakeAsync(options.MaxPeers - _lanes.Count, ct), ct);
        }

        var now = time.GetUtcNow();
        if (IsDue(ref _swept, SweepEvery) && await store.SweepAsync(now.AddHours(-options.MaxAgeHours), now.AddDays(-options.DeadDays), ct) is > 0 and var died)
        {
            OutboxInstruments.Dead.Add(died);
            LogDied(died, options.MaxAgeHours);
        }

        if (IsDue(ref _counted, CountEvery))
        {
            var (waiting, dead) = await store.CountAsync(ct);
            OutboxInstruments.Waiting.Record(waiting);
            OutboxInstruments.DeadNow.Record(dead);
        }
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        long[] mine = [.. _lanes.Keys];
        if (mine.Length == 0 || !IsDue(ref _renewed, TimeSpan.FromSeconds(options.LeaseSeconds / 3)))
            return;
        foreach (var lost in mine.Except(await leases.RenewAsync(mine, ct)))
        {
            if (_lanes.TryGetValue(lost, out var lane))
                lane.Lane.Lose();
        }
    }

    private void Open(long[] peers, CancellationToken stop)
    {
        foreach (var peer in peers)
        {
            if (_lanes.TryGetValue(peer, out var running))
            {
                running.Lane.Wake();
                continue;
            }

            var lane = new OutboxLane(peer, store, delivery, _backoff, options, time, log);
            OutboxInstruments.Peers.Add(1);
            _lanes[peer] = (lane, RunAsync(peer, lane, stop));
        }
    }

    private async Task RunAsync(long peer, OutboxLane lane, CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await lane.RunAsync(stop, _abort.Token);
            await leases.ReleaseAsync([peer], _abort.Token);
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            // As a kill: the lease runs out.
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            LogPostponed(e.Message);
        }
        finally
        {
            _lanes.TryRemove(peer, out _);
            OutboxInstruments.Peers.Add(-1);

            // What was queued while it closed; after a fault of our own, the poll is soon enough.
            if (!lane.IsBroken)
                Ask(peer);
        }
    }

    private async Task FarewellAsync()
    {
        var all = Task.WhenAll(_lanes.Values.Select(static l => l.Run));
        await all.WaitAsync(Farewell, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync();
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Notice(string payload)
    {
        var isNow = payload.EndsWith(Now);
        if (!long.TryParse(payload.AsSpan().TrimEnd(Now), NumberStyles.None, CultureInfo.InvariantCulture, out var peer))
            return;
        if (_lanes.TryGetValue(peer, out var lane))
            lane.Lane.Wake(isNow);
        else
            Ask(peer);
    }

    private void Ask(long peer)
    {
        _asked.TryAdd(peer, 0);
        WakeUp();
    }

    private void WakeAll()
    {
        foreach (var (lane, _) in _lanes.Values)
            lane.Wake();
        Volatile.Write(ref _polled, 0);
        WakeUp();
    }

    private void WakeUp() => _wakes.Writer.TryWrite(true);

    private TimeSpan Shortest() => TimeSpan.FromSeconds(Math.Min(options.PollSeconds, options.LeaseSeconds / 3));

    private bool IsDue(ref long last, TimeSpan every)
    {
        if (last != 0 && time.GetElapsedTime(last) < every)
            return false;
        last = Math.Max(1, time.GetTimestamp());
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox cannot use the database now: {Reason}")]
    private partial void LogPostponed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Messages} messages to peers were given up: they waited longer than {Hours} h")]
    private partial void LogDied(int messages, double hours);
}
