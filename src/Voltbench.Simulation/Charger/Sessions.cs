using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// What drivers, cars and the CSMS do at the connectors: cables, grants and the transactions that follow from them. When one begins and ends is the
/// face's rule, its messages too; its energy is the physics'.
/// </summary>
internal sealed partial class Sessions(Station station)
{
    /// <summary>Power began to flow or stopped: for some that begins or ends a transaction.</summary>
    public void OnFlowChanged(Session session)
    {
        Reach(session);
        if (session.Transaction is null || session.IsRunning)
            session.Event = SessionEvent.Flow; // otherwise it belongs to what begins the transaction just now
        if (session is { Phase: SessionPhase.Preparing, Transaction: null })
        {
            if (session.Connector is { Fault: null, IsInoperative: false } && !station.Holds(session.Connector) && station.Face.BeginsTransaction(station, session))
                Begin(session);
        }
        else if (session.IsRunning)
        {
            if (station.Face.EndsTransaction(station, session))
                End(session);
            else
                station.Face.FlowChanged(station, session);
        }
    }

    /// <summary>A transaction that was open when the power went.</summary>
    public void Resume(Session session)
    {
        session.Phase = SessionPhase.Running;
        Reach(session);
        station.Power.Rebase(session.Connector);
        session.StartInterval(session.Sample(station));
        session.Connector.Status = station.Statuses.Of(session.Connector);
        if (station.Spec.Behavior.Recovery == RecoveryMode.PowerLoss)
            Revoke(session, StopReason.PowerLoss);
        else
            ArmMeter(session.Connector);
        if (session is { IsRunning: true, CableDue: { } due })
            AwaitCable(session, TimeSpan.FromTicks(Math.Max(0, (due - station.Fleet.Time.GetUtcNow()).Ticks)));
        ArmEndedSamples(session.Connector);
    }

    /// <summary>All sessions end without a word: the CSMS that knew them is gone.</summary>
    public void Abandon()
    {
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is not { } session)
                continue;
            session.Rebase(station.Lane.Now, PowerFlow.None, 0);
            session.Phase = SessionPhase.Finishing;
            connector.MeterTimer?.Cancel();
            connector.LimitTimer?.Cancel();
            connector.UnplugTimer?.Cancel();
            connector.Car = null;
            Leave(session, "The charger changed its version of OCPP.");
        }
    }

    /// <summary>Looks whether a transaction begins or ends with the things as they stand, then at power and status.</summary>
    public void Evaluate(Connector connector, SessionEvent happened = SessionEvent.None)
    {
        if (connector.Session is { } session)
        {
            session.Event = happened;
            Reach(session);
            if (session is { Phase: SessionPhase.Preparing, Transaction: null } && connector is { Fault: null, IsInoperative: false } && !station.Holds(connector) && station.Face.BeginsTransaction(station, session))
                Begin(session);
            else if (session.IsRunning && station.Face.EndsTransaction(station, session))
                End(session);
            else if (session.IsRunning && happened != SessionEvent.None)
                station.Face.Happened(station, session);
        }

        station.Power.Refresh(connector);
    }

    private static void Reach(Session session)
    {
        if (session.Connector.IsPlugged)
            session.Reached |= SessionPoints.Plugged;
        if (session.IsAuthorized)
            session.Reached |= SessionPoints.Authorized;
        if (session.Flow == PowerFlow.Charging)
            session.Reached |= SessionPoints.Flowing;
    }

    private void Begin(Session session, int? reservationId = null)
    {
        var connector = session.Connector;
        session.Transaction = new Transaction
        {
            Reference = station.NextUuid(),
            StartedUtc = station.Fleet.Time.GetUtcNow(),
            StartedAt = station.ClockNow,
            MeterStartWh = connector.RegisterAt(station.Lane.Now),
            ReservationId = reservationId ?? session.Reservation?.Id,
        };
        if (session.Remote?.Profile is { } profile)
            station.ChargingProfiles.OnBegun(session, profile);
        if (session.Reservation is { } reservation)
            station.Reservations.Settle(reservation);
        station.Power.Rebase(connector);
        session.Phase = SessionPhase.Running;
        station.Face.Started(station, session, session.Sample(station));
        station.Memory.StateChanged();
        station.ViewChanged();
        ArmMeter(connector);
        ArmEndedSamples(connector);
        ArmLimit(connector);
        station.Chaos?.OnTransaction(connector);
        session.Reply?.Answer(CommandOutcome.Accepted(session.Transaction.Reference));
        session.Reply = null;
    }

    private void End(Session session)
    {
        var connector = session.Connector;
        var sample = session.Sample(station);
        session.Rebase(station.Lane.Now, PowerFlow.None, 0);
        station.Face.Ended(station, session, sample.WithoutCurrent(), session.Cause);
        session.Phase = SessionPhase.Finishing;
        session.IsAuthorized = false;
        station.KnownChargingProfiles?.OnEnded(session);
        connector.MeterTimer?.Cancel();
        connector.LimitTimer?.Cancel();
        station.Memory.StateChanged();
        station.ViewChanged();
        if (connector.Car is null)
            Leave(session, null);
        else if (connector.Car.LeavesByItself)
            Unplug(connector, station.Fleet.Options.UnplugDelay);
    }

    private void Leave(Session session, string? why)
    {
        var connector = session.Connector;
        Tell(session, why ?? "The session was over before it began.");
        GiveBack(session);
        if (connector.Session != session)
            return;
        connector.LimitTimer?.Cancel();
        if (connector.Car is null)
            connector.Session = null;
        else
            (session.Token, session.Limits, session.Remote) = (null, null, null);
        station.Memory.StateChanged();
        station.ViewChanged();
        station.Statuses.Refresh(connector);
    }

    private void Tell(Session session, string why)
    {
        session.Reply?.Answer(CommandOutcome.Rejected(why));
        session.Reply = null;
        station.Authorization.Withdraw(session);
    }
}
