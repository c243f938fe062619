using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Voltbench.Simulation.Charger;

namespace Voltbench.Simulation.Scheduling;

/// <summary>
/// One single-threaded event loop: a bounded channel of events and a heap of timers for all chargers that hash to it. Nothing in a charger needs a lock,
/// and a charger needs no thread, task or timer of its own.
/// </summary>
internal sealed class Lane
{
    private const int BatchSize = 256;

    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<LaneEvent> _events;
    private readonly TimerHeap _timers = new();
    private readonly long _start;
    private readonly ITimer? _wake;
    private readonly Task _loop;
    private long _wakeAt = long.MaxValue;
    private int _woken;

    public Lane(FleetOptions options, TimeProvider time, ILogger log)
    {
        _time = time;
        _log = log;
        _start = time.GetTimestamp();
        _events = Channel.CreateBounded<LaneEvent>(new BoundedChannelOptions(options.LaneCapacity)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        Now = 1;
        if (options.Pumped)
        {
            _loop = Task.CompletedTask;
            return;
        }

        _wake = time.CreateTimer(static lane => ((Lane)lane!).OnWake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Monotonic time of the event at hand: ticks of 100 ns, always &gt; 0.</summary>
    public long Now { get; private set; }

    /// <summary>When the next timer is due; null for none.</summary>
    public long? NextDue => _timers.NextDue;

    /// <summary>False when the lane is full.</summary>
    public bool TryPost(in LaneEvent e) => _events.Writer.TryWrite(e);

    /// <summary>Waits while the lane is full.</summary>
    public ValueTask PostAsync(in LaneEvent e)
        => _events.Writer.TryWrite(e) ? ValueTask.CompletedTask : PostSlowAsync(e);

    /// <summary>
    /// For events that must not be lost and whose number is bounded by the chargers themselves (one connection result, one close, one commit each):
    /// when the lane is full they wait in the channel's own queue of writers, in order.
    /// </summary>
    public void PostControl(in LaneEvent e)
    {
        if (!_events.Writer.TryWrite(e))
            _ = PostSlowAsync(e).AsTask();
    }

    public void Arm(LaneTimer timer, TimeSpan delay)
    {
        // TimeSpan.MaxValue means "never": it would overflow the clock.
        if (delay > TimeSpan.FromDays(36_500))
            timer.Cancel();
        else
            _timers.Arm(timer, Now + Math.Max(0, delay.Ticks));
    }

    public void ArmAt(LaneTimer timer, long due) => _timers.Arm(timer, Math.Max(1, due));

    /// <summary>Runs everything that is due now; true when there was anything. For pumped lanes.</summary>
    public bool Pump()
    {
        var any = false;
        while (RunBatch())
            any = true;
        return any;
    }

    /// <summary>Takes no more events and waits until those taken have run.</summary>
    public async Task StopAsync()
    {
        _events.Writer.TryComplete();
        await _loop;
        if (_wake is not null)
            await _wake.DisposeAsync();
    }

    private async ValueTask PostSlowAsync(LaneEvent e)
    {
        try
        {
            await _events.Writer.WriteAsync(e);
        }
        catch (ChannelClosedException)
        {
            // The fleet is gone, and its chargers with it: nobody is left to be told.
        }
    }

    private async Task RunAsync()
    {
        var reader = _events.Reader;
        while (true)
        {
            if (RunBatch())
                continue;
            ArmWake();
            if (!await reader.WaitToReadAsync())
                return;
        }
    }

    private bool RunBatch()
    {
        var any = false;
        for (var i = 0; i < BatchSize && _events.Reader.TryRead(out var e); i++)
        {
            any = true;
            if (e.Station is { } station)
                Run(station, e);
        }

        Now = Clock();
        for (var i = 0; i < BatchSize && _timers.TryTakeDue(Now, out var timer, out var due); i++)
        {
            any = true;
            FleetInstruments.TimerDrift.Record((Now - due) / (double)TimeSpan.TicksPerSecond);
            Fire(timer);
        }

        return any;
    }

    private void Run(Station station, in LaneEvent e)
    {
        Now = Clock();
        try
        {
            station.Handle(e);
        }
        catch (Exception ex)
        {
            Failed(station, e.Kind.ToString(), ex);
            (e.Subject as PostedCommand)?.Answer(CommandOutcome.Rejected("The simulated charger failed inside; see the log of the server."));
        }
    }

    private void Fire(LaneTimer timer)
    {
        try
        {
            timer.Owner.OnTimer(timer);
        }
        catch (Exception ex)
        {
            if (timer.Owner is Station station)
                Failed(station, ((TimerKind)timer.Kind).ToString(), ex);
            else
                LaneLog.TimerFailed(_log, ex);
        }
    }

    // A bug in one charger's handling must not take the others of the lane with it: it loses its connection and starts over.
    private void Failed(Station station, string what, Exception error)
    {
        FleetInstruments.Faults.Add(1);
        LaneLog.ChargerFailed(_log, station.Spec.Id, what, error);
        try
        {
            station.RecoverFromFault();
        }
        catch (Exception again)
        {
            LaneLog.ChargerFailed(_log, station.Spec.Id, "recovery", again);
        }
    }

    private void ArmWake()
    {
        if (Interlocked.Exchange(ref _woken, 0) != 0)
            _wakeAt = long.MaxValue;
        if (_timers.NextDue is not { } due || due >= _wakeAt)
            return;
        _wakeAt = due;
        // The system's timers count whole milliseconds; rounded up, they do not wake the lane in vain.
        // They also take no more than 49 days, and a CSMS may ask for a heartbeat every 68 years.
        var milliseconds = Math.Ceiling(Math.Max(0, due - Clock()) / (double)TimeSpan.TicksPerMillisecond);
        milliseconds = Math.Min(milliseconds, TimeSpan.MillisecondsPerDay);
        _wake!.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    // A full channel means that the loop is awake and will look at the timers anyway.
    private void OnWake()
    {
        Volatile.Write(ref _woken, 1);
        _ = _events.Writer.TryWrite(new LaneEvent(LaneEventKind.Wake, null));
    }

    private long Clock() => _time.GetElapsedTime(_start).Ticks + 1;
}
