using System.Globalization;
using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// The charger's own CALLs: one in flight (OCPP-J 1.6 §4.1.1). It asks the behaviours what is next: BootNotification before all; nothing else before
/// Accepted; then by the order in which things happened, and Heartbeat when nothing else wants out.
/// </summary>
internal sealed class Calls(Station station)
{
    private List<Request>? _requests;
    private ICallOwner? _owner;
    private object? _tag;
    private LaneTimer? _timeout;
    private long _ids;

    /// <summary>Unique over the life of the charger: the incarnation differs whenever a durable message could have used the number before.</summary>
    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"{station.Incarnation}-{++_ids:x}");

    /// <summary>Queues a CALL that is lost with the connection.</summary>
    /// <param name="call">What is sent.</param>
    /// <param name="owner">Who is told how it ended.</param>
    /// <param name="tag">Handed back to the owner.</param>
    /// <param name="isOfTransaction">It waits for the transaction messages before it, also while those wait for their retry.</param>
    /// <param name="mark">Why the frame is not what a good station would send; null for a good one.</param>
    public void Enqueue(OutCall call, ICallOwner owner, object? tag, bool isOfTransaction = false, string? mark = null)
        => (_requests ??= []).Add(new Request(call, owner, tag, station.NextOrder(), isOfTransaction, mark));

    /// <summary>Takes back what is not sent yet: its owner no longer wants to know.</summary>
    public void Withdraw(Predicate<object?> isIt) => _requests?.RemoveAll(r => isIt(r.Tag));

    /// <summary>Sends the next CALL if there is one and none is in flight.</summary>
    public void Pump()
    {
        if (_owner is not null || station.Connection.Rpc is null)
            return;
        if (station.Boot.TryNext(out var call))
        {
            Send(call, NextId(), station.Boot, null);
            return;
        }

        if (station.Boot.IsAccepted)
            SendNext();
        else if (station.Boot.Status == Registration.Pending)
            SendReport();
    }

    public void OnAnswer(in RpcInput input)
    {
        var end = input.Kind switch
        {
            RpcInputKind.Error => CallEnd.Error,
            _ when input.Violation is not null => CallEnd.Invalid,
            _ => CallEnd.Result,
        };
        Finish(new CallAnswer(end, input));
    }

    public void OnTimeout()
    {
        station.Connection.Rpc?.AbandonCall();
        Finish(new CallAnswer(CallEnd.Timeout, default));
    }

    public void OnOffline()
    {
        Finish(new CallAnswer(CallEnd.Lost, default));
        if (_requests is null)
            return;
        var lost = _requests;
        _requests = null;
        foreach (var request in lost)
            request.Owner.OnAnswer(request.Tag, new CallAnswer(CallEnd.Lost, default));
    }

    private void SendNext()
    {
        var status = station.Statuses.NextOrder;
        var index = NextRequest();
        var request = index >= 0 ? _requests![index].Order : long.MaxValue;
        var outbox = station.Outbox.NextOrder;
        if (status < request && status < outbox)
        {
            Send(station.Statuses.Take(), NextId(), station.Statuses, null);
        }
        else if (request < outbox)
        {
            var next = _requests![index];
            _requests.RemoveAt(index);
            Send(next.Call, NextId(), next.Owner, next.Tag, next.Mark);
        }
        else if (outbox != long.MaxValue && station.Outbox.TryNext(out var entry, out var call))
        {
            Send(call, entry.Message.MessageId, station.Outbox, entry);
        }
        else if (station.Heartbeat.TryNext(out var beat))
        {
            Send(beat, NextId(), station.Heartbeat, null);
        }
    }

    /// <summary>A pending station may be asked for reports of its device model, and sends nothing else (2.0.1 B02.FR.02).</summary>
    private void SendReport()
    {
        var index = _requests?.FindIndex(static r => r.Call.Action.Name is "NotifyReport" or "NotifyMonitoringReport") ?? -1;
        if (index < 0)
            return;
        var next = _requests![index];
        _requests.RemoveAt(index);
        Send(next.Call, NextId(), next.Owner, next.Tag, next.Mark);
    }

    /// <summary>The first request that need not wait; −1 for none.</summary>
    private int NextRequest()
        => _requests?.FindIndex(r => !r.IsOfTransaction || station.Outbox.FirstOrder > r.Order) ?? -1;

    private void Send(in OutCall call, string id, ICallOwner owner, object? tag, string? mark = null)
    {
        var chaos = station.Chaos;
        var frame = station.Connection.Rpc!.BeginCall(chaos?.CallId(id) ?? id, call.Action, call.Payload.Span);
        _owner = owner;
        _tag = tag;
        if (!station.Connection.Send(frame, call.Action.Name, mark))
            return;
        station.Arm(ref _timeout, TimerKind.CallTimeout, station.Configuration.Get(StandardSettings.MessageTimeout));
        chaos?.AfterCall();
    }

    private void Finish(in CallAnswer answer)
    {
        if (_owner is not { } owner)
            return;
        var tag = _tag;
        _owner = null;
        _tag = null;
        _timeout?.Cancel();
        owner.OnAnswer(tag, answer);
    }

    private readonly record struct Request(OutCall Call, ICallOwner Owner, object? Tag, long Order, bool IsOfTransaction, string? Mark);
}
