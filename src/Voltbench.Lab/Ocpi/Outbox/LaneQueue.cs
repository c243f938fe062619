namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>
/// The part of a peer's outbox that is in memory: what was loaded and not settled yet, a line per object. An object is free, on its way, or
/// held back until the next attempt at its first message. Not thread-safe; does no I/O.
/// </summary>
internal sealed class LaneQueue
{
    /// <summary>The database rounds to microseconds.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<string, Queue<OutboxRow>> _lines = [];
    private readonly Queue<string> _free = new();
    private readonly HashSet<string> _busy = [];
    private readonly Dictionary<string, DateTimeOffset> _held = [];
    private readonly Dictionary<string, long> _failed = [];
    private readonly HashSet<string> _partial = [];
    private readonly HashSet<long> _known = [];

    /// <summary>Rows that are loaded and not settled: not to be loaded again.</summary>
    public IReadOnlyCollection<long> Known => _known;

    /// <summary>Objects whose first message failed: theirs are not to be loaded.</summary>
    public IReadOnlyCollection<string> Held => _held.Keys;

    /// <summary>Objects on their way.</summary>
    public int Busy => _busy.Count;

    /// <summary>Messages that could go.</summary>
    public int Ready { get; private set; }

    /// <summary>Nothing is here.</summary>
    public bool IsEmpty => _known.Count == 0 && _held.Count == 0 && _partial.Count == 0;

    /// <summary>When the next held object is due; null when none is held.</summary>
    public DateTimeOffset? NextDue => _held.Count == 0 ? null : _held.Values.Min();

    /// <summary>Objects that must be loaded by name: those that are due again, and those of which only a part was loaded and is gone.</summary>
    public string[] ToLoad(DateTimeOffset now, int max) =>
        [.. _held.Where(h => h.Value <= now && !IsUnsettled(h.Key)).OrderBy(h => h.Value).Select(h => h.Key)
            .Concat(_partial.Where(k => !_busy.Contains(k) && !_lines.ContainsKey(k) && !_held.ContainsKey(k))).Take(max)];

    /// <summary>Takes rows of a general load, in the order of their ids.</summary>
    /// <returns>Rows that are not needed any more.</returns>
    public List<OutboxRow> Offer(IEnumerable<OutboxRow> rows, DateTimeOffset now)
    {
        var superseded = new List<OutboxRow>();
        foreach (var row in rows)
        {
            // Of a partly loaded object there is something in between that was not loaded.
            if (_held.ContainsKey(row.ObjectKey) || _partial.Contains(row.ObjectKey) || _known.Contains(row.Id))
                continue;
            Add(row, now, superseded);
        }

        return superseded;
    }

    /// <summary>Takes the rows of named objects.</summary>
    /// <param name="keys">What was asked for.</param>
    /// <param name="rows">In the order of their ids.</param>
    /// <param name="isFull">There may be more.</param>
    /// <param name="now">Messages that failed before are held until their time.</param>
    /// <returns>Rows that are not needed any more.</returns>
    public List<OutboxRow> OfferObjects(IEnumerable<string> keys, IReadOnlyList<OutboxRow> rows, bool isFull, DateTimeOffset now)
    {
        foreach (var key in keys)
        {
            _held.Remove(key);
            _failed.Remove(key);
            if (isFull)
                _partial.Add(key);
            else
                _partial.Remove(key);
        }

        var superseded = new List<OutboxRow>();
        foreach (var row in rows)
        {
            if (!_held.ContainsKey(row.ObjectKey) && !_known.Contains(row.Id))
                Add(row, now, superseded);
        }

        return superseded;
    }

    /// <summary>The next message that may go; its object is on its way from then on.</summary>
    public OutboxRow? Take()
    {
        while (_free.TryDequeue(out var key))
        {
            if (_busy.Contains(key) || !_lines.TryGetValue(key, out var line))
                continue;

            var row = line.Dequeue();
            if (line.Count == 0)
                _lines.Remove(key);
            Ready--;
            _busy.Add(key);
            return row;
        }

        return null;
    }

    /// <summary>The message is through, for good or ill: the next of its object may go.</summary>
    public void Through(OutboxRow row)
    {
        _busy.Remove(row.ObjectKey);
        if (_lines.ContainsKey(row.ObjectKey))
            _free.Enqueue(row.ObjectKey);
    }

    /// <summary>The message failed: its object waits, and what else of it was loaded is forgotten until then.</summary>
    public void Hold(OutboxRow row, DateTimeOffset until)
    {
        _busy.Remove(row.ObjectKey);
        _held[row.ObjectKey] = until;
        _failed[row.ObjectKey] = row.Id;
        if (!_lines.Remove(row.ObjectKey, out var line))
            return;
        Ready -= line.Count;
        foreach (var other in line)
            _known.Remove(other.Id);
    }

    /// <summary>Forgets what is ready, to be loaded again later.</summary>
    public void Forget()
    {
        foreach (var row in _lines.Values.SelectMany(static line => line))
            _known.Remove(row.Id);
        _lines.Clear();
        _free.Clear();
        Ready = 0;
    }

    /// <summary>The row is as it should be in the database.</summary>
    public void Settled(long id) => _known.Remove(id);

    /// <summary>Everything that is held is due now.</summary>
    public void Release(DateTimeOffset now)
    {
        foreach (var key in _held.Keys.ToArray())
            _held[key] = now;
    }

    /// <summary>The row that failed is not written down: a load would pass over it and find the next of its object.</summary>
    private bool IsUnsettled(string key) => _failed.TryGetValue(key, out var id) && _known.Contains(id);

    private void Add(OutboxRow row, DateTimeOffset now, List<OutboxRow> superseded)
    {
        if (row.IsSuperseded)
        {
            _known.Add(row.Id);
            superseded.Add(row);
            return;
        }

        if (row.Attempts > 0 && row.NextAttemptAt > now + Tolerance && !_busy.Contains(row.ObjectKey) && !_lines.ContainsKey(row.ObjectKey))
        {
            _held[row.ObjectKey] = row.NextAttemptAt;
            return;
        }

        _known.Add(row.Id);
        Ready++;
        if (_lines.TryGetValue(row.ObjectKey, out var line))
        {
            line.Enqueue(row);
            return;
        }

        _lines[row.ObjectKey] = new Queue<OutboxRow>([row]);
        if (!_busy.Contains(row.ObjectKey))
            _free.Enqueue(row.ObjectKey);
    }
}
