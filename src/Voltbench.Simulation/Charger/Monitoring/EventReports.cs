using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Monitoring;

/// <summary>
/// NotifyEvents (OCPP 2.0.1 N07): what was found in one turn goes out together. Without a connection the graver events wait for the next one
/// (OfflineQueuingSeverity), the others are lost.
/// </summary>
internal sealed class EventReports(Station station, IDocument document) : ICallOwner
{
    /// <summary>Events of one message.</summary>
    private const int PerMessage = 25;

    /// <summary>Messages that wait; above this the oldest goes.</summary>
    private const int MostWaiting = 100;

    private List<EventData>? _found;
    private int _graver = int.MaxValue;
    private List<NotifyEventRequest>? _waiting;

    public IReadOnlyList<NotifyEventRequest> Waiting => _waiting ?? [];

    public void Restore(IReadOnlyList<NotifyEventRequest> waiting) => _waiting = waiting.Count == 0 ? null : [.. waiting];

    public void Add(VariableMonitor monitor, in Finding finding)
    {
        if (!station.Boot.IsAccepted && monitor.Severity > station.Configuration.Get(StandardSettings.OfflineMonitoringEventQueuingSeverity))
            return;
        var isProblem = monitor.Variable.Name.Variable == "Problem";
        var fault = isProblem ? monitor.Variable.Connector?.Fault : null;
        _graver = Math.Min(_graver, monitor.Severity);
        (_found ??= []).Add(new EventData
        {
            EventId = station.NextEventId(),
            Timestamp = station.ClockNow,
            Trigger = finding.Trigger,
            ActualValue = Text.Cut(finding.Value, 2500),
            Cleared = finding.IsCleared || (isProblem && finding.Value == "false") ? true : null,
            TechCode = fault is null ? null : Text.Cut(fault.ErrorCode, 50),
            TechInfo = fault?.Info is { } info ? Text.Cut(info, 500) : null,
            TransactionId = monitor.Transaction(station)?.Reference,
            Component = monitor.Variable.Component,
            Variable = monitor.Variable.Variable,
            VariableMonitoringId = monitor.Id,
            EventNotificationType = monitor.Origin,
        });
    }

    /// <summary>Sends what was found, or keeps it for the next connection.</summary>
    public void Send()
    {
        if (_found is { } found)
        {
            _found = null;
            var severity = _graver;
            _graver = int.MaxValue;
            Explain(found);
            var isOnline = station.Boot.IsAccepted;
            for (var from = 0; from < found.Count; from += PerMessage)
            {
                var request = new NotifyEventRequest
                {
                    GeneratedAt = station.ClockNow,
                    SeqNo = from / PerMessage,
                    Tbc = from + PerMessage < found.Count,
                    EventData = found.GetRange(from, Math.Min(PerMessage, found.Count - from)),
                };
                if (isOnline)
                    Send(new Sent(request, severity));
                else
                    Keep(request);
            }
        }

        if (_waiting is null || !station.Boot.IsAccepted)
            return;
        var waiting = _waiting;
        _waiting = null;
        foreach (var request in waiting)
            Send(new Sent(request, 0));
        station.Memory.Changed(document);
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var sent = (Sent)tag!;
        if (answer.End == CallEnd.Lost && sent.Severity <= station.Configuration.Get(StandardSettings.OfflineMonitoringEventQueuingSeverity))
            Keep(sent.Request);
        else if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("NotifyEvent"));
    }

    private void Send(Sent sent) => station.Calls.Enqueue(OutCall.Of(sent.Request), this, sent);

    private void Keep(NotifyEventRequest request)
    {
        _waiting ??= [];
        if (_waiting.Count >= MostWaiting)
            _waiting.RemoveAt(0);
        _waiting.Add(request);
        station.Memory.Changed(document);
    }

    /// <summary>A state that changed with a connector's problem has that as its cause.</summary>
    private static void Explain(List<EventData> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            var result = found[i];
            var isOfStation = result.Component.Evse is null;
            if (result.Variable.Name != "AvailabilityState" && !(isOfStation && result.Variable.Name == "Problem"))
                continue;
            var cause = found.Find(e => e.Variable.Name == "Problem" && e.Component.Evse is { } evse && (isOfStation || evse.Id == result.Component.Evse!.Id));
            if (cause is not null)
                found[i] = result with { Cause = cause.EventId };
        }
    }

    private sealed record Sent(NotifyEventRequest Request, int Severity);
}
