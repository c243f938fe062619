using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Voltbench.Lab.Provisioning;
using Voltbench.Simulation;
using SimulatedFleet = Voltbench.Simulation.Fleet;

namespace Voltbench.Lab.Fleet;

/// <summary>
/// Makes the rows true: places, changes, restarts and removes chargers of the shards that this node owns. One pass at a time, each over what
/// was marked since the last; a pass that fails is marked again as a whole, and doing it twice changes nothing.
/// </summary>
public sealed partial class Reconciler
{
    // Details and memory of so many chargers are read at once.
    private const int BatchSize = 1_000;

    private readonly SimulatedFleet _fleet;
    private readonly ChargerStore _store;
    private readonly ChargerSpecs _specs;
    private readonly ProvisioningProgress _progress;
    private readonly DesiredReader _desired;
    private readonly FleetRows _rows;
    private readonly ILogger<Reconciler> _log;
    private readonly ConcurrentDictionary<long, Placement> _placed = new();
    private readonly ConcurrentDictionary<long, bool> _leaving = new();
    private readonly SemaphoreSlim _pass = new(1, 1);
    private HashSet<int> _shards = [];

    internal Reconciler(
        SimulatedFleet fleet, ChargerStore store, ChargerSpecs specs, ProvisioningProgress progress, DesiredReader desired, FleetRows rows, ILogger<Reconciler> log)
    {
        _fleet = fleet;
        _store = store;
        _specs = specs;
        _progress = progress;
        _desired = desired;
        _rows = rows;
        _log = log;
    }

    /// <summary>What is to be looked at.</summary>
    internal ReconcilerWork Work { get; } = new();

    /// <summary>Chargers that this node runs.</summary>
    public int Placed => _placed.Count;

    /// <summary>Takes shards over: what this node itself still had to write of their chargers is written before anything is read.</summary>
    public async Task TakeOverAsync(IReadOnlyCollection<int> shards, CancellationToken ct)
    {
        if (shards.Count == 0)
            return;

        await _store.DrainAsync(ct);
        await _pass.WaitAsync(ct);
        try
        {
            _shards = [.. _shards, .. shards];
        }
        finally
        {
            _pass.Release();
        }

        Work.Shards(shards);
    }

    /// <summary>Stops the chargers of shards that another node shall run; when it returns, their memory is on disk.</summary>
    public async Task HandOverAsync(IReadOnlyCollection<int> shards, CancellationToken ct)
    {
        if (shards.Count == 0)
            return;

        await _pass.WaitAsync(ct);
        try
        {
            _shards = [.. _shards.Except(shards)];
            await StopAllAsync(p => shards.Contains(p.Shard), RemovalReason.Moved);
        }
        finally
        {
            _pass.Release();
        }

        await _store.DrainAsync(ct);
    }

    /// <summary>The leases are lost: stops every charger at once. The caller has cancelled the running pass, or does so now.</summary>
    public async Task LoseAllAsync()
    {
        var first = StopAllAsync(static _ => true, RemovalReason.Moved);
        await _pass.WaitAsync(CancellationToken.None);
        try
        {
            _shards = [];
            await first;

            // What the pass placed while the first sweep ran.
            await StopAllAsync(static _ => true, RemovalReason.Moved);
        }
        finally
        {
            _pass.Release();
        }
    }

    /// <summary>One pass over what was marked; throws database failures after marking it again.</summary>
    public async Task PassAsync(CancellationToken ct)
    {
        await _pass.WaitAsync(ct);
        var batch = Work.Take();
        try
        {
            await ReconcileAsync(batch, ct);
        }
        catch
        {
            Work.Return(batch);
            throw;
        }
        finally
        {
            _pass.Release();
        }
    }

    private async Task ReconcileAsync(ReconcilerWork.Batch batch, CancellationToken ct)
    {
        if (_shards.Count == 0)
            return;

        var states = new Dictionary<long, DesiredState>();
        var whole = batch.All ? _shards : batch.Shards.Where(_shards.Contains).ToHashSet();
        if (whole.Count > 0)
            Merge(states, await _desired.OfShardsAsync(whole, ct));
        if (batch.Jobs.Count > 0)
            Merge(states, await _desired.OfJobsAsync(_shards, batch.Jobs, ct));
        if (batch.Locations.Count > 0)
            Merge(states, await _desired.OfLocationsAsync(_shards, batch.Locations, ct));
        if (batch.Keys.Count > 0)
            Merge(states, await _desired.OfKeysAsync(_shards, batch.Keys, ct));

        foreach (var (key, placement) in _placed)
        {
            if (!states.ContainsKey(key) && (whole.Contains(placement.Shard) || batch.Keys.Contains(key)))
                Leave(key, RemovalReason.Deleted);
        }

        await ApplyAsync(states.Values, ct);
    }

    private async Task ApplyAsync(IReadOnlyCollection<DesiredState> states, CancellationToken ct)
    {
        var place = new List<DesiredState>();
        var ready = new List<long>();
        var stopped = new List<long>();
        var deleted = new List<long>();
        foreach (var state in states)
        {
            // One that is on its way out comes up again when it is out.
            if (_leaving.ContainsKey(state.Key))
                continue;

            var isPlaced = _placed.TryGetValue(state.Key, out var placement);
            switch (state.Desired)
            {
                case "deleted" when isPlaced:
                    Leave(state.Key, RemovalReason.Deleted);
                    break;
                case "deleted":
                    deleted.Add(state.Key);
                    break;
                case "stopped":
                    if (isPlaced)
                        Leave(state.Key, RemovalReason.Stopped);
                    else
                        stopped.Add(state.Key);
                    if (state.Waiting)
                        ready.Add(state.Key);
                    break;
                default:
                    if (!isPlaced || placement.Generation != state.Generation)
                        place.Add(state);
                    else if (placement.RestartSerial != state.RestartSerial)
                        Restart(state);
                    else if (state.Waiting)
                        ready.Add(state.Key);
                    break;
            }
        }

        foreach (var chunk in place.Chunk(BatchSize))
            await PlaceAsync(chunk, ct);
        await _progress.MarkPlacedAsync(ready, ct);
        await _rows.MarkStoppedAsync(stopped, ct);
        await DeleteRowsAsync(deleted, ct);
    }

    private async Task PlaceAsync(DesiredState[] states, CancellationToken ct)
    {
        var rows = await _desired.RowsAsync(states.Select(s => s.Key), ct);
        var fresh = rows.Where(r => !_placed.ContainsKey(r.State.Key)).Select(r => r.State.Key).ToArray();
        var memories = fresh.Length == 0 ? new Dictionary<long, ChargerMemory>() : await _store.LoadAsync(fresh, ct);
        ct.ThrowIfCancellationRequested();

        var ready = new List<long>();
        var unfit = new List<(long Key, string Reason)>();
        foreach (var row in rows)
        {
            var key = row.State.Key;

            // Changed since the comparison: the signal of that change is on its way.
            if (row.State.Desired != "running")
                continue;

            if (_specs.Make(row, out var spec, out var reason))
            {
                var restart = _placed.TryGetValue(key, out var before) && before.RestartSerial != row.State.RestartSerial;
                _placed[key] = new Placement(row.State.Shard, row.State.Generation, row.State.RestartSerial);
                _fleet.Place(spec, memories.GetValueOrDefault(key));
                if (restart)
                    _fleet.Restart(key);
                if (row.State.Waiting)
                    ready.Add(key);
            }
            else
            {
                LogUnfit(row.Id, reason);
                unfit.Add((key, reason));
            }
        }

        LogPlaced(rows.Count - unfit.Count, fresh.Length);
        await _progress.MarkPlacedAsync(ready, ct);
        await _rows.MarkUnfitAsync(unfit, ct);
    }

    private void Restart(DesiredState state)
    {
        _placed[state.Key] = new Placement(state.Shard, state.Generation, state.RestartSerial);
        _fleet.Restart(state.Key);
    }

    /// <summary>Lets a charger go in the background: ending a session cleanly takes seconds, and the others must not wait for it.</summary>
    private void Leave(long key, RemovalReason reason)
    {
        if (_leaving.TryAdd(key, true))
            _ = LeaveAsync(key, reason);
    }

    private async Task LeaveAsync(long key, RemovalReason reason)
    {
        try
        {
            await _fleet.RemoveAsync(key, reason);
        }
        catch (Exception e)
        {
            // A defect of one charger; it is out of the books below either way.
            LogRemovalFailed(e, key);
        }

        _placed.TryRemove(key, out _);
        _leaving.TryRemove(key, out _);

        // Rows may want it again by now, or may go now.
        Work.Charger(key);
    }

    private async Task DeleteRowsAsync(List<long> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return;

        var jobs = await _rows.DeleteAsync(keys, ct);
        if (jobs.Count > 0)
            await _progress.FinishJobsAsync(jobs, ct);
    }

    private Task StopAllAsync(Func<Placement, bool> which, RemovalReason reason)
    {
        var removals = new List<Task>();
        foreach (var (key, placement) in _placed)
        {
            if (which(placement) && _placed.TryRemove(key, out _))
                removals.Add(_fleet.RemoveAsync(key, reason));
        }

        return Task.WhenAll(removals);
    }

    private static void Merge(Dictionary<long, DesiredState> states, List<DesiredState> more)
    {
        foreach (var state in more)
            states[state.Key] = state;
    }

    private readonly record struct Placement(int Shard, int Generation, int RestartSerial);
}
