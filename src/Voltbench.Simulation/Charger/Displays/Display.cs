using System.Globalization;
using System.Text.Json;
using Voltbench.Ocpp.V201.DisplayMessages;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Displays;

/// <summary>
/// What the drivers read: messages of the CSMS with their times, states and transactions, and what a transaction costs (OCPP 2.0.1 O01–O06, I02, I03).
/// </summary>
internal sealed class Display(Station station) : IDocument
{
    private readonly List<MessageInfo> _messages = [];
    private List<TransactionCost>? _costs;
    private List<Greeting>? _greetings;
    private LaneTimer? _timer;

    public string Name => "display";

    /// <summary>Messages that the station keeps.</summary>
    public IReadOnlyList<MessageInfo> Messages => _messages;

    /// <summary>Keeps a message, in the place of one with the same id (O06); the answer says why not.</summary>
    public SetDisplayMessageResponse Set(MessageInfo message)
    {
        var answer = DisplayRules.Judge(station, message, _messages);
        if (answer.Status != DisplayMessageStatus.Accepted)
            return answer;
        _messages.RemoveAll(m => m.Id == message.Id || IsReplacedBy(m, message));
        _messages.Add(message);
        Changed();
        return answer;
    }

    /// <summary>Removes a message; false when there is none of that id (O05).</summary>
    public bool Remove(int id)
    {
        if (_messages.RemoveAll(m => m.Id == id) == 0)
            return false;
        Changed();
        return true;
    }

    /// <summary>The messages that meet all that is asked for (O03, O04).</summary>
    public List<MessageInfo> Find(GetDisplayMessagesRequest filter) => _messages.FindAll(m =>
        (filter.Id is null || filter.Id.Contains(m.Id))
        && (filter.Priority is null || m.Priority == filter.Priority)
        && (filter.State is null || m.State == filter.State));

    /// <summary>The CSMS told a cost or a message for the driver of a transaction; one that runs nowhere is not known.</summary>
    public void Tell(string transactionId, int? evseId, decimal? amount, bool isFinal, string? message)
    {
        var known = _costs?.Find(c => c.TransactionId == transactionId);
        if ((station.Sessions.FindByReference(transactionId)?.Connector.Id ?? known?.EvseId ?? evseId) is not { } evse)
            return;
        _costs ??= [];
        _costs.RemoveAll(c => c.EvseId == evse); // a display has room for one
        _costs.Add(new TransactionCost(transactionId, evse, amount ?? known?.Amount, isFinal, message ?? known?.Message));
        Changed();
    }

    /// <summary>The CSMS authorized a driver and has something to say to him (I01).</summary>
    public void Greet(Session session, string message)
    {
        (_greetings ??= []).RemoveAll(g => g.Session == session);
        _greetings.Add(new Greeting(session, message));
        station.ViewChanged();
    }

    /// <summary>The driver of that transaction was told something when he was authorized.</summary>
    public bool IsGreeted(string transactionId) => _greetings?.Exists(g => g.Session.Transaction?.Reference == transactionId) == true;

    /// <summary>What the latest transaction of an EVSE costs; null when nobody said.</summary>
    public decimal? CostAt(int evseId) => _costs?.Find(c => c.EvseId == evseId)?.Amount;

    /// <summary>
    /// What can be read at an EVSE now, in this order: the message that is always in front alone; otherwise those in front, otherwise the cycle; with them what the
    /// transaction costs.
    /// </summary>
    public IReadOnlyList<string> ShownAt(Connector connector)
    {
        var due = _messages.FindAll(m => IsDue(m, connector));
        if (due.FindLast(static m => m.Priority == MessagePriority.AlwaysFront) is { } front)
            return [front.Message.Content];
        var shown = due.FindAll(static m => m.Priority == MessagePriority.InFront);
        if (shown.Count == 0)
            shown = due;
        var texts = shown.ConvertAll(static m => m.Message.Content);
        var cost = _costs?.Find(c => c.EvseId == connector.Id);
        if ((cost?.Message ?? _greetings?.Find(g => g.Session == connector.Session)?.Text) is { } personal)
            texts.Add(personal);
        if (cost?.Amount is { } amount)
            texts.Add(string.Create(CultureInfo.InvariantCulture, $"{(cost.IsFinal ? "Total" : "Cost")} {amount:0.00##} {station.Configuration.Get(StandardSettings.Currency)}"));
        return texts;
    }

    /// <summary>Forgets what belongs to transactions that are over; after every event.</summary>
    public void Advance()
    {
        var gone = _messages.RemoveAll(m => m.TransactionId is { } id && !DisplayRules.IsRunning(station, id)); // O02: at the transaction's end
        gone += _costs?.RemoveAll(c => c.IsFinal
            ? station.Connectors[c.EvseId - 1].Session is { IsRunning: true } other && other.Transaction!.Reference != c.TransactionId
            : station.Connectors[c.EvseId - 1].Session is null && !station.Outbox.HoldsTransaction(c.TransactionId)) ?? 0;
        if (gone > 0)
            Changed();
        if (_greetings?.RemoveAll(static g => g.Session.Connector.Session != g.Session) > 0)
            station.ViewChanged();
    }

    /// <summary>Forgets what is said to one driver; how much there was.</summary>
    public int ForgetTransaction(string transactionId)
    {
        var gone = _messages.RemoveAll(m => m.TransactionId == transactionId);
        gone += _costs?.RemoveAll(c => c.TransactionId == transactionId) ?? 0;
        if (gone > 0)
            Changed();
        return gone;
    }

    public ReadOnlyMemory<byte> Write() => _messages.Count == 0 && _costs is not { Count: > 0 }
        ? default
        : JsonSerializer.SerializeToUtf8Bytes(new DisplayRecord { Messages = _messages, Costs = _costs }, DisplayJson.Default.DisplayRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        var record = JsonSerializer.Deserialize(json.Span, DisplayJson.Default.DisplayRecord)!;
        _messages.AddRange(record.Messages ?? []);
        _costs = record.Costs is { Count: > 0 } costs ? [.. costs.Where(c => station.Find(c.EvseId) is not null)] : null;
        ArmNext();
    }

    public void Clear()
    {
        _messages.Clear();
        _costs = null;
        _greetings = null;
        Changed();
    }

    private static bool IsReplacedBy(MessageInfo old, MessageInfo message)
        => message.Priority == MessagePriority.AlwaysFront && old.Priority == MessagePriority.AlwaysFront
            && old.State == message.State && old.TransactionId == message.TransactionId && old.Display?.Evse?.Id == message.Display?.Evse?.Id;

    private bool IsDue(MessageInfo message, Connector connector)
    {
        if (message.StartDateTime > station.ClockNow || message.EndDateTime <= station.ClockNow)
            return false;
        if (message.Display?.Evse is { } evse && evse.Id != connector.Id)
            return false;
        if (message.TransactionId is { } transaction && connector.Session?.Transaction?.Reference != transaction)
            return false;
        return message.State is not { } state || state == DisplayRules.StateOf(station, connector);
    }

    private void Changed()
    {
        station.Memory.Changed(this);
        station.ViewChanged();
        ArmNext();
    }

    private sealed record Greeting(Session Session, string Text);

    // A message appears at its start and is removed at its end (O01).
    private void ArmNext()
    {
        var now = station.ClockNow;
        DateTimeOffset? next = null;
        foreach (var message in _messages)
        {
            foreach (var time in new[] { message.StartDateTime, message.EndDateTime })
            {
                if (time > now && !(next <= time))
                    next = time;
            }
        }

        if (next is { } at)
            station.Arm(ref _timer, OnTime, at - now);
        else
            _timer?.Cancel();
    }

    private void OnTime()
    {
        if (station.Departure.HasBegun)
            return;
        _messages.RemoveAll(m => m.EndDateTime <= station.ClockNow);
        Changed();
    }
}
