namespace Voltbench.Simulation.Charger;

/// <summary>
/// What the charger hands to its store: at most one commit is under way, changes meanwhile gather into the next, so that a slow disk costs time but no memory.
/// </summary>
internal sealed class DurableMemory(Station station)
{
    private const int RemovedBatch = 16;

    private List<OutboxEntry>? _added;
    private List<long>? _removed;
    private List<OutboxEntry>? _underWay;
    private bool _isUnderWay;
    private bool _stateChanged;
    private bool _atOnce;

    /// <summary>Highest sequence handed out.</summary>
    public long LastSequence { get; set; }

    /// <summary>Everything that must be on disk is.</summary>
    public bool IsSettled => !_isUnderWay && !HasWork;

    private bool HasWork => _stateChanged || _atOnce || _added is { Count: > 0 } || _removed is { Count: >= RemovedBatch };

    public void StateChanged() => _stateChanged = true;

    public void Add(OutboxEntry entry) => (_added ??= []).Add(entry);

    /// <summary>An answered message goes with the next commit, or <paramref name="atOnce"/>.</summary>
    public void Remove(OutboxEntry entry, bool atOnce)
    {
        if (!entry.IsCommitted && _added?.Remove(entry) == true)
            return; // never reached the disk
        (_removed ??= []).Add(entry.Message.Sequence);
        _atOnce |= atOnce;
    }

    /// <summary>Hands over what has gathered, unless a commit is still under way.</summary>
    public void Flush()
    {
        if (_isUnderWay || !HasWork)
            return;
        var commit = new ChargerCommit
        {
            ChargerKey = station.Spec.Key,
            Sequence = ++LastSequence,
            State = _stateChanged || _added is { Count: > 0 } ? StationRecord.Of(station).ToJson() : default,
            Added = _added is { Count: > 0 } added ? [.. added.Select(static e => e.Message)] : [],
            Removed = _removed ?? [],
        };
        _underWay = _added;
        _added = null;
        _removed = null;
        _stateChanged = _atOnce = false;
        _isUnderWay = true;
        station.Fleet.Store.Commit(commit, station);
    }

    public void OnCommitted(ChargerCommit commit)
    {
        if (!_isUnderWay || commit.Sequence != LastSequence)
            return;
        _isUnderWay = false;
        if (_underWay is null)
            return;
        foreach (var entry in _underWay)
            entry.IsCommitted = true;
        _underWay = null;
    }
}
