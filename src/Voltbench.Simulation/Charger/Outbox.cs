using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// Transaction messages in the order they happened: on disk before they are sent, there until they are answered. When the bound is reached the oldest
/// intermediate one (MeterValues, Updated) goes; a message that starts or ends a transaction never does.
/// </summary>
internal sealed class Outbox(Station station) : ICallOwner
{
    private List<OutboxEntry>? _entries;
    private Dictionary<string, int>? _transactionIds;
    private OutboxEntry? _sent;
    private LaneTimer? _retry;

    public int Count => _entries?.Count ?? 0;

    /// <summary>Sequence of the next message.</summary>
    public long NextSequence { get; private set; } = 1;

    /// <summary>1.6: ids from the CSMS of transactions that still have messages here, by local reference.</summary>
    public IReadOnlyDictionary<string, int>? TransactionIds => _transactionIds;

    /// <summary>Place of the next message; <see cref="long.MaxValue"/> when there is none or it must wait for its retry.</summary>
    public long NextOrder => Count == 0 || _retry is { IsArmed: true } ? long.MaxValue : _entries![0].Order;

    /// <summary>Place of the first message, whether or not it may be sent; <see cref="long.MaxValue"/> when there is none.</summary>
    public long FirstOrder => Count == 0 ? long.MaxValue : _entries![0].Order;

    public void Restore(IReadOnlyList<OutboxMessage> messages, long nextSequence, IReadOnlyDictionary<string, int>? transactionIds)
    {
        foreach (var message in messages)
        {
            (_entries ??= []).Add(new OutboxEntry(message, station.Face.RoleOf(message), station.NextOrder())
            {
                IsCommitted = true,
                NeedsTransactionId = true,
            });
            nextSequence = Math.Max(nextSequence, message.Sequence + 1);
        }

        NextSequence = nextSequence;
        if (transactionIds is { Count: > 0 })
            _transactionIds = new Dictionary<string, int>(transactionIds);
    }

    public void Add(OutCall call, Transaction transaction, OutboxRole role, bool needsTransactionId = false)
    {
        var message = new OutboxMessage(NextSequence++, station.Calls.NextId(), call.Action.Name, call.Payload, transaction.Reference, station.ClockNow);
        var entry = new OutboxEntry(message, role, station.NextOrder()) { NeedsTransactionId = needsTransactionId };
        (_entries ??= []).Add(entry);
        station.Memory.Add(entry);
        if (_entries.Count > station.Fleet.Options.OutboxCapacity)
            DropOldestIntermediate();
    }

    /// <summary>The next message, unless it is not on disk yet.</summary>
    public bool TryNext(out OutboxEntry entry, out OutCall call)
    {
        entry = _entries![0];
        if (!entry.IsCommitted)
        {
            call = default;
            return false;
        }

        _sent = entry;
        call = station.Face.Resend(entry, _transactionIds);
        return true;
    }

    public void OnOnline() => _retry?.Cancel();

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var entry = (OutboxEntry)tag!;
        _sent = null;
        switch (answer.End)
        {
            case CallEnd.Lost:
                return;
            case CallEnd.Result:
                station.Face.OnDelivered(station, entry, answer.Input);
                Remove(entry);
                return;
            default:
                station.Connection.Report(answer.Problem(entry.Message.Action));
                Retry(entry);
                return;
        }
    }

    /// <summary>1.6: the CSMS named a transaction; −1 when it never will (its start was given up).</summary>
    public void SetTransactionId(string reference, int id)
    {
        (_transactionIds ??= [])[reference] = id;
        station.Memory.StateChanged();
    }

    /// <summary>A message of that transaction (its local reference) waits.</summary>
    public bool HoldsTransaction(string reference) => _entries?.Exists(e => e.Message.Transaction == reference) == true;

    /// <summary>All messages, oldest first.</summary>
    public IReadOnlyList<OutboxMessage> Messages => _entries is null ? [] : [.. _entries.Select(static e => e.Message)];

    /// <summary>Stored messages that are not taken up: they are removed from the store.</summary>
    public void Forget(IReadOnlyList<OutboxMessage> messages)
    {
        FleetInstruments.MessagesDropped.Add(messages.Count);
        foreach (var message in messages)
        {
            NextSequence = Math.Max(NextSequence, message.Sequence + 1);
            station.Memory.Remove(new OutboxEntry(message, OutboxRole.Intermediate, 0) { IsCommitted = true }, atOnce: true);
        }
    }

    /// <summary>Everything is discarded: the messages are of another version than the station now speaks.</summary>
    public void Clear()
    {
        if (_entries is null)
            return;
        FleetInstruments.MessagesDropped.Add(_entries.Count);
        foreach (var entry in _entries)
            station.Memory.Remove(entry, atOnce: true);
        _entries = null;
        _transactionIds = null;
    }

    private void Retry(OutboxEntry entry)
    {
        entry.Attempts++;
        if (entry.Attempts < station.Configuration.Get(StandardSettings.TransactionMessageAttempts))
        {
            station.Arm(ref _retry, TimerKind.OutboxRetry, station.Configuration.Get(StandardSettings.TransactionMessageRetryInterval) * entry.Attempts);
            return;
        }

        FleetInstruments.MessagesDropped.Add(1);
        station.Face.OnGivenUp(station, entry);
        Remove(entry);
    }

    private void Remove(OutboxEntry entry)
    {
        _entries!.Remove(entry);
        if (entry.Role == OutboxRole.End && _transactionIds?.Remove(entry.Message.Transaction) == true)
            station.Memory.StateChanged();
        if (_entries.Count == 0)
            _entries = null;
        if (_transactionIds is { Count: 0 })
            _transactionIds = null;
        station.Memory.Remove(entry, atOnce: entry.Role != OutboxRole.Intermediate || _entries is null);
    }

    private void DropOldestIntermediate()
    {
        var oldest = _entries!.Find(e => e.Role == OutboxRole.Intermediate && e != _sent);
        if (oldest is null)
            return;
        if (oldest == _entries[0])
            _retry?.Cancel(); // the wait was for this one
        _entries.Remove(oldest);
        FleetInstruments.MessagesDropped.Add(1);
        station.Memory.Remove(oldest, atOnce: false);
    }
}
