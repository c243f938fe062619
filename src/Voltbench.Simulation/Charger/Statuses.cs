using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// StatusNotifications: one for every change while registered; after an absence the state as it is then, connector 0 first in 1.6
/// (OCPP 1.6 §4.9, OCPP 2.0.1 B01, B04, G01).
/// </summary>
internal sealed class Statuses(Station station) : ICallOwner
{
    // A CSMS that answers slowly must not pile up history: above this the older of two changes of one connector goes.
    private const int QueueLimit = 64;

    private static readonly ConnectorFault CableIsOut = new("NoError", "EV side disconnected");

    private List<Change>? _queue;
    private LaneTimer?[]? _settling;
    private Change? _sent;

    public long NextOrder => _queue is { Count: > 0 } ? _queue[0].Order : long.MaxValue;

    /// <summary>The state of the connector may have changed: tells it if so.</summary>
    public void Refresh(Connector connector) => Set(connector, Of(connector));

    /// <summary>The status that follows from the connector's state; the first that applies.</summary>
    public ConnectorStatus Of(Connector connector)
    {
        if (connector.Fault is not null)
            return ConnectorStatus.Faulted;
        if (station.IsRestarting(connector))
            return ConnectorStatus.Unavailable;
        // It stays reserved until the driver who reserved it is there, whoever plugs in (1.6 §4.9 G2, 2.0.1 G03.FR.09).
        if (!station.HoldsConnectors && connector is { ReservationId: not null, IsInoperative: false, Session: null or { Phase: not SessionPhase.Finishing, IsAuthorized: false } })
            return ConnectorStatus.Reserved;
        if (connector.Session is { IsRunning: true } running && (connector.IsPlugged || station.Face.ShowsGrant))
        {
            return running.Flow switch
            {
                PowerFlow.Charging => ConnectorStatus.Charging,
                PowerFlow.SuspendedEVSE => ConnectorStatus.SuspendedEVSE,
                PowerFlow.SuspendedEV => ConnectorStatus.SuspendedEV,
                _ => ConnectorStatus.Preparing,
            };
        }

        // Only a transaction keeps it in service (1.6 §5.2; 2.0.1 G03, G04).
        if (connector is { IsInoperative: true, Session: not { IsRunning: true } })
            return ConnectorStatus.Unavailable;
        if (connector.IsPlugged)
            return connector.Session is { Phase: SessionPhase.Finishing } ? ConnectorStatus.Finishing : ConnectorStatus.Preparing;
        if (connector.Session is { IsAuthorized: true } && station.Face.ShowsGrant)
            return ConnectorStatus.Preparing;
        if (connector.IsCableLocked)
            return ConnectorStatus.Finishing;
        return station.Holds(connector) ? ConnectorStatus.Unavailable : ConnectorStatus.Available;
    }

    private void Set(Connector connector, ConnectorStatus status)
    {
        if (connector.Status == status)
            return;
        var isNews = station.Face.NameOf(connector.Status) != station.Face.NameOf(status); // 2.0.1 calls several of them Occupied
        connector.Status = status;
        station.ViewChanged();
        if (isNews && station.Boot.IsAccepted)
            TellWhenSettled(connector);
        if (station.HasReservations)
            station.Reservations.OnPlacesChanged();
    }

    /// <summary>Tells the state of a connector again (TriggerMessage); null = of all, the station's own included. False when there is no such connector.</summary>
    public bool Repeat(int? connectorId)
    {
        if (connectorId is null)
            EnqueueAll();
        else if (connectorId == 0 && station.Face.HasConnectorZero)
            RepeatOwn();
        else if (station.Find(connectorId.Value) is { } connector)
            Enqueue(connector, station.NextOrder());
        else
            return false;
        return true;
    }

    /// <summary>Tells the state of the station itself, where the version has one.</summary>
    public void RepeatOwn()
    {
        if (station.Boot.IsAccepted && station.Face.HasConnectorZero)
            EnqueueOwn(station.NextOrder());
    }

    public void OnOnline(bool all)
    {
        if (all)
        {
            EnqueueAll();
            return;
        }

        foreach (var connector in station.Connectors)
        {
            if (connector.Reported is not { } reported
                || station.Face.NameOf(reported) != station.Face.NameOf(connector.Status)
                || (station.Face.HasConnectorZero && connector.ReportedFault != (connector.Fault ?? connector.Warning)))
            {
                Enqueue(connector, 0);
            }
        }
    }

    public void OnOffline()
    {
        _queue = null;
        foreach (var timer in _settling ?? [])
            timer?.Cancel();
    }

    public OutCall Take()
    {
        var change = _queue![0];
        _queue.RemoveAt(0);
        _sent = change;
        if (change.ConnectorId > 0)
            station.Connectors[change.ConnectorId - 1].Reported = null; // until it is answered nobody knows what the CSMS holds true
        if (_queue.Count == 0)
            _queue = null;
        return station.Face.Status(change.ConnectorId, change.Status, change.Fault, change.At);
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (_sent is { ConnectorId: > 0 } sent && answer.End == CallEnd.Result)
            (station.Connectors[sent.ConnectorId - 1].Reported, station.Connectors[sent.ConnectorId - 1].ReportedFault) = (sent.Status, sent.Fault);
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("StatusNotification"));
        _sent = null;
    }

    /// <summary>A status that does not last for MinimumStatusDuration is not told (1.6 §9.1.20).</summary>
    private void TellWhenSettled(Connector connector)
    {
        var least = station.Configuration.Get(StandardSettings.MinimumStatusDuration);
        if (least <= TimeSpan.Zero)
        {
            Enqueue(connector, station.NextOrder());
            return;
        }

        _settling ??= new LaneTimer?[station.Connectors.Length];
        station.Arm(ref _settling[connector.Id - 1], () => OnSettled(connector), least);
    }

    private void OnSettled(Connector connector)
    {
        if (station.Boot.IsAccepted && (connector.Reported is not { } reported || station.Face.NameOf(reported) != station.Face.NameOf(connector.Status)))
            Enqueue(connector, station.NextOrder());
    }

    private void EnqueueAll()
    {
        _queue = null;
        if (station.Face.HasConnectorZero)
            EnqueueOwn(0);
        foreach (var connector in station.Connectors)
            Enqueue(connector, 0);
    }

    private void EnqueueOwn(long order)
    {
        var fault = station.OwnFault;
        var own = fault is not null ? ConnectorStatus.Faulted : station.IsInoperative ? ConnectorStatus.Unavailable : ConnectorStatus.Available;
        (_queue ??= []).Add(new Change(0, own, fault, station.ClockNow, order));
    }

    private void Enqueue(Connector connector, long order)
    {
        _queue ??= [];
        if (_queue.Count >= QueueLimit)
            _queue.RemoveAll(c => c.ConnectorId == connector.Id);
        _queue.Add(new Change(connector.Id, connector.Status, connector.Fault ?? connector.Warning ?? (connector is { IsPlugged: false, Session.IsRunning: true } ? CableIsOut : null), station.ClockNow, order));
    }

    private sealed record Change(int ConnectorId, ConnectorStatus Status, ConnectorFault? Fault, DateTimeOffset At, long Order);
}
