namespace Voltbench.Simulation.Charger;

/// <summary>
/// What the charger hands to its store: at most one commit is under way, changes meanwhile gather into the next, so that a slow disk costs time but no memory.
/// </summary>
internal sealed class DurableMemory(Station station)
{
    private const int RemovedBatch = 16;

    private List<OutboxEntry>? _added;
    private List<long>? _removed;
    private List<IDocument>? _documents;
    private List<IDocument>? _owners;
    private List<OutboxEntry>? _underWay;
    private bool _isUnderWay;
    private bool _documentsUnderWay;
    private bool _stateChanged;
    private bool _atOnce;

    /// <summary>Highest sequence handed out.</summary>
    public long LastSequence { get; set; }

    /// <summary>Everything that must be on disk is.</summary>
    public bool IsSettled => !_isUnderWay && !HasWork;

    /// <summary>A document was changed and is not on disk yet.</summary>
    public bool HasDocumentsUnderWay => _documents is not null || _documentsUnderWay;

    /// <summary>The commit with which everything that was changed until now is on disk.</summary>
    public long SettledWith => HasWork ? LastSequence + 1 : LastSequence;

    private bool HasWork => _stateChanged || _atOnce || _added is { Count: > 0 } || _documents is not null || _removed is { Count: >= RemovedBatch };

    public void StateChanged() => _stateChanged = true;

    /// <summary>A document goes whole into the next commit, as it stands then.</summary>
    public void Changed(IDocument document)
    {
        if (_documents?.Contains(document) != true)
            (_documents ??= []).Add(document);
        Know(document);
    }

    /// <summary>A document that was taken up from the store.</summary>
    public void Know(IDocument document)
    {
        if (_owners?.Contains(document) != true)
            (_owners ??= []).Add(document);
    }

    /// <summary>All documents as they stand.</summary>
    public IReadOnlyList<ChargerDocument> Documents
        => _owners is null ? [] : [.. _owners.Select(static o => new ChargerDocument(o.Name, o.Write())).Where(static d => !d.Content.IsEmpty)];

    /// <summary>Forgets all documents.</summary>
    public void ClearDocuments()
    {
        foreach (var owner in _owners?.ToArray() ?? [])
        {
            owner.Clear();
            Changed(owner);
        }
    }

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
            Documents = _documents is null ? [] : [.. _documents.Select(static d => new ChargerDocument(d.Name, d.Write()))],
        };
        _underWay = _added;
        _added = null;
        _removed = null;
        _documentsUnderWay = _documents is not null;
        _documents = null;
        _stateChanged = _atOnce = false;
        _isUnderWay = true;
        station.Fleet.Store.Commit(commit, station);
    }

    public void OnCommitted(ChargerCommit commit)
    {
        if (!_isUnderWay || commit.Sequence != LastSequence)
            return;
        _isUnderWay = _documentsUnderWay = false;
        if (_underWay is null)
            return;
        foreach (var entry in _underWay)
            entry.IsCommitted = true;
        _underWay = null;
    }
}
