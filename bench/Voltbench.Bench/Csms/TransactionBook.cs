namespace Voltbench.Bench.Csms;

/// <summary>
/// Every transaction seen since the process started, so that the rig can prove "none lost, none twice" over a restart of the gateway.
/// Counters can be reset, the memory of transactions cannot.
/// </summary>
internal sealed class TransactionBook
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Identity, string Reference), Entry> entries = [];
    private readonly Dictionary<int, Entry> numbers = [];
    private int lastNumber;

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    /// <summary>Repeated Start/Stop, or a TransactionEvent whose seqNo was seen before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Sequence numbers of 2.0.1 that were skipped, and stops of transactions that were never started here.</summary>
    public int Gaps { get; private set; }

    public int Open
    {
        get
        {
            lock (gate)
                return entries.Values.Count(e => !e.Stopped);
        }
    }

    /// <summary>1.6 StartTransaction: a number, the same one for a repeated CALL.</summary>
    public int Start(string identity, string callId)
    {
        lock (gate)
        {
            if (entries.TryGetValue((identity, callId), out var known))
            {
                Duplicates++;
                return known.Number;
            }

            var entry = new Entry { Number = ++lastNumber };
            entries.Add((identity, callId), entry);
            numbers.Add(entry.Number, entry);
            Opened++;
            return entry.Number;
        }
    }

    /// <summary>1.6 StopTransaction.</summary>
    public void Stop(int number)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue(number, out var entry))
                Gaps++;
            else
                Close(entry);
        }
    }

    /// <summary>2.0.1 TransactionEvent; <paramref name="eventType"/> is the first letter: S, U or E.</summary>
    public void Event(string identity, string transaction, char eventType, int seqNo)
    {
        lock (gate)
        {
            if (!entries.TryGetValue((identity, transaction), out var entry))
            {
                entry = new Entry { LastSeq = -1 };
                entries.Add((identity, transaction), entry);
                Opened++;
            }

            if (seqNo <= entry.LastSeq)
            {
                Duplicates++;
                return;
            }

            // seqNo starts at 0 with each transaction and grows by one (2.0.1 part 2, E01).
            Gaps += seqNo - entry.LastSeq - 1;
            entry.LastSeq = seqNo;
            if (eventType == 'E')
                Close(entry);
        }
    }

    public void ResetCounters()
    {
        lock (gate)
            (Opened, Closed, Duplicates, Gaps) = (0, 0, 0, 0);
    }

    private void Close(Entry entry)
    {
        if (entry.Stopped)
        {
            Duplicates++;
            return;
        }

        entry.Stopped = true;
        Closed++;
    }

    private sealed class Entry
    {
        public int Number { get; init; }

        public int LastSeq { get; set; }

        public bool Stopped { get; set; }
    }
}
