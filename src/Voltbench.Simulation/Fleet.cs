using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Voltbench.Simulation.Charger;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation;

/// <summary>
/// The chargers of one process. Lanes (single-threaded event loops) share them by key; every method here may be called from any thread and none blocks.
/// </summary>
public sealed class Fleet : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, Station> _stations = new();
    private readonly Lane[] _lanes;
    private readonly FleetServices _services;
    private bool _isDisposed;

    public Fleet(
        FleetOptions options,
        TimeProvider time,
        IChargerTransport transport,
        IChargerStore store,
        IFrameSink frames,
        IFleetObserver observer,
        ILoggerFactory log,
        IFileTransfer? files = null,
        IFrameHistory? history = null,
        IStationCertificates? certificates = null,
        ICsmsAddresses? addresses = null)
    {
        var logger = log.CreateLogger<Fleet>();
        files ??= new NetworkFileTransfer(new FileTransferOptions(), time);
        _services = new FleetServices(options, time, transport, store, frames, observer, files, history ?? NoFrameHistory.Instance, logger) { OnLeft = OnLeft, Certificates = certificates, Addresses = addresses };
        _lanes = new Lane[options.Lanes > 0 ? options.Lanes : Environment.ProcessorCount];
        for (var i = 0; i < _lanes.Length; i++)
            _lanes[i] = new Lane(options, time, logger);
    }

    /// <summary>Chargers placed, those on their way out included.</summary>
    public int Count => _stations.Count;

    public bool Contains(long key) => _stations.ContainsKey(key);

    /// <summary>
    /// Places a charger, or applies a changed spec to one that is placed: it reconnects only where the connection depends on the change. One that is on its way
    /// out comes back when it is gone.
    /// </summary>
    /// <param name="spec">What the charger is.</param>
    /// <param name="memory">What the store holds of it; not looked at when it is placed already.</param>
    public void Place(ChargerSpec spec, ChargerMemory? memory) => Place(spec, memory, BootCause.PowerUp);

    private void Place(ChargerSpec spec, ChargerMemory? memory, BootCause cause)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var lane = LaneOf(spec.Key);
        while (true)
        {
            if (_stations.TryGetValue(spec.Key, out var placed))
            {
                lane.PostControl(new LaneEvent(LaneEventKind.Placed, placed, spec));
                return;
            }

            var station = new Station(_services, lane, spec, memory, cause);
            if (_stations.TryAdd(spec.Key, station))
            {
                lane.PostControl(new LaneEvent(LaneEventKind.Placed, station));
                return;
            }
        }
    }

    /// <summary>Takes a charger out; the task ends when its socket is closed and its memory is on disk. A charger that is not placed is gone already.</summary>
    public Task RemoveAsync(long key, RemovalReason reason)
    {
        if (!_stations.TryGetValue(key, out var station))
            return Task.CompletedTask;
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        station.Lane.PostControl(new LaneEvent(LaneEventKind.Remove, station, reason, gone));
        return gone.Task;
    }

    /// <summary>Power off and on again; a running transaction goes on or ends as the charger's recovery mode says.</summary>
    public void Restart(long key)
    {
        if (_stations.TryGetValue(key, out var station))
            station.Lane.PostControl(new LaneEvent(LaneEventKind.Restart, station));
    }

    /// <summary>Hands a command to a charger without waiting.</summary>
    public CommandTicket Post(long key, ChargerCommand command) => Post(key, new PostedCommand(command, null));

    /// <summary>Hands a command to a charger and waits for what becomes of it.</summary>
    public async Task<CommandOutcome> AskAsync(long key, ChargerCommand command, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<CommandOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        return Post(key, new PostedCommand(command, answer)) switch
        {
            CommandTicket.NotPlaced => new CommandOutcome(CommandStatus.NotPlaced, "The charger is stopped or not placed on this node."),
            CommandTicket.Busy => new CommandOutcome(CommandStatus.Busy, "The charger's lane is full; try again."),
            _ => await answer.Task.WaitAsync(ct),
        };
    }

    /// <summary>Runs everything that is due now; for <see cref="FleetOptions.Pumped"/> fleets.</summary>
    /// <returns>True when there was anything to do.</returns>
    public bool Pump()
    {
        var any = false;
        foreach (var lane in _lanes)
            any |= lane.Pump();
        return any;
    }

    /// <summary>Time until the next timer may fire, as of the last <see cref="Pump"/>; null when none is armed.</summary>
    public TimeSpan? NextTimerIn
    {
        get
        {
            TimeSpan? next = null;
            foreach (var lane in _lanes)
            {
                if (lane.NextDue is { } due && (next is null || due - lane.Now < next.Value.Ticks))
                    next = TimeSpan.FromTicks(Math.Max(0, due - lane.Now));
            }

            return next;
        }
    }

    /// <summary>All chargers close with 1000 and keep their durable state; then the lanes stop.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        var leaving = Task.WhenAll(_stations.Keys.Select(key => RemoveAsync(key, RemovalReason.Shutdown)));
        if (_services.Options.Pumped)
            Pump();
        else
            await leaving;
        foreach (var lane in _lanes)
            await lane.StopAsync();
    }

    private CommandTicket Post(long key, PostedCommand posted)
    {
        if (!_stations.TryGetValue(key, out var station))
            return CommandTicket.NotPlaced;
        if (station.Lane.TryPost(new LaneEvent(LaneEventKind.Command, station, posted)))
            return CommandTicket.Queued;
        FleetInstruments.CommandsDropped.Add(1);
        return CommandTicket.Busy;
    }

    private void OnLeft(Station station, ChargerSpec? returnAs)
    {
        _stations.TryRemove(new KeyValuePair<long, Station>(station.Spec.Key, station));
        if (returnAs is not null && !_isDisposed)
            Place(returnAs, station.Remember(), station.Departure.NextCause);
    }

    private Lane LaneOf(long key) => _lanes[(int)((ulong)(key * -7046029254386353131L) >> 33) % _lanes.Length];
}
