using Voltbench.Ocpp;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// What drivers, cars and the CSMS do at the connectors: cables, grants and the transactions that follow from them. When one begins and ends is the
/// face's rule, its messages too; its energy is the physics'.
/// </summary>
internal sealed class Sessions(Station station)
{
    /// <summary>A cable goes in; null when it does, otherwise why not.</summary>
    public string? Plug(Connector connector, EvProfile? ev = null, double? socPercent = null)
    {
        if (connector.IsPlugged)
            return $"A car is plugged in at connector {connector.Id} already.";
        if (CarFor(connector, ev ?? UsualCar(connector), socPercent, out var car) is { } problem)
            return problem;
        connector.Car = car;
        connector.IsCableLocked = false;
        connector.Session ??= new Session(connector);
        connector.Session.AwaitsCable = false;
        connector.Session.Rebase(station.Lane.Now, PowerFlow.None, 0); // what the car does is told anew, also when it wants nothing
        station.Memory.StateChanged();
        station.ViewChanged();
        Evaluate(connector, SessionEvent.PluggedIn);
        if (connector.Session is { IsAuthorized: false })
            FollowCable(connector);
        return null;
    }

    /// <summary>The cable is taken out, on the car's side while a transaction runs; null when it is, otherwise why not.</summary>
    public string? Unplug(Connector connector)
    {
        if (connector.Car is null)
            return $"No car is plugged in at connector {connector.Id}.";
        connector.UnplugTimer?.Cancel();
        var isOnCarsSide = connector.Session is { IsRunning: true };
        if (connector.Session is { } session)
        {
            session.Rebase(station.Lane.Now, PowerFlow.None, 0); // the register as it stands when the contact breaks
            connector.Car = null;
            // The other end of the driver's cable is still in the socket (1.6 §4.9 Finishing; 2.0.1 E09, E10).
            (connector.IsCableLocked, connector.CableOwner) = isOnCarsSide && connector.HasSocket ? (true, session.Token) : (false, null);
            if (session.IsRunning)
            {
                if (session.IsAuthorized && station.Face.EndsWithCable(station))
                    (session.IsAuthorized, session.Cause, session.StoppedBy) = (false, StopReason.EVDisconnected, null);
                Evaluate(connector, SessionEvent.CableOut);
            }

            if (!session.IsRunning)
                Leave(session, "The cable was taken out.");
            else if (session.IsAuthorized && !connector.HasSocket && station.Spec.Version != OcppVersion.V16)
                AwaitCable(session); // E10: the station's own cable has to be plugged in again within EVConnectionTimeOut
        }

        connector.Car = null;
        if (connector.IsCableLocked && connector.Session is null && station.Configuration.Get(StandardSettings.UnlockOnEVSideDisconnect))
            connector.IsCableLocked = false;
        station.Memory.StateChanged();
        station.ViewChanged();
        station.Statuses.Refresh(connector);
        return null;
    }

    /// <summary>The lock opens: a cable that was left behind comes out. False when it is stuck.</summary>
    public bool Unlock(Connector connector)
    {
        if (connector.Fault is { ErrorCode: "ConnectorLockFailure" })
            return false;
        if (!connector.IsCableLocked)
            return true;
        connector.IsCableLocked = false;
        station.ViewChanged();
        station.Statuses.Refresh(connector);
        return true;
    }

    /// <summary>Somebody may charge at the connector; a transaction begins when the rest is there.</summary>
    public Session Grant(Connector connector, Token token, Verdict verdict, RemoteStart? remote = null)
    {
        if (connector.Session is not ({ Phase: SessionPhase.Preparing } or { IsRunning: true, IsAuthorized: false }))
            connector.Session = new Session(connector);
        var session = connector.Session;
        session.Token = token;
        session.GroupId = verdict.GroupId;
        session.IsAuthorized = true;
        if (verdict.Message is not null)
            station.Display.Greet(session, verdict.Message);
        session.IsAsking = false;
        session.Remote = remote;
        session.Reservation = station.HasReservations ? station.Reservations.Use(connector, token, verdict.GroupId) : null;
        if (session.IsRunning && remote?.Profile is { } profile)
            station.ChargingProfiles.OnBegun(session, profile); // the transaction began with the cable
        station.ViewChanged();
        Evaluate(connector, SessionEvent.Authorized);
        if (!connector.IsPlugged && connector.Session == session)
            AwaitCable(session);
        else
            session.AwaitsCable = false;
        return session;
    }

    /// <summary>A transaction begins at once, with or without a car.</summary>
    public Session BeginRaw(Connector connector, Token token, int? reservationId)
    {
        if (connector.Session is not { Phase: SessionPhase.Preparing } session)
            connector.Session = session = new Session(connector);
        session.Token = token;
        session.IsAuthorized = true;
        if (reservationId is { } id && station.HasReservations)
            _ = station.Reservations.Cancel(id);
        session.Event = SessionEvent.Authorized;
        Reach(session);
        Begin(session, reservationId);
        station.Power.Refresh(connector);
        return session;
    }

    /// <summary>Nobody may charge there any more.</summary>
    /// <param name="session">Of which connector.</param>
    /// <param name="cause">Why.</param>
    /// <param name="by">Whose token did it; null for none.</param>
    public void Revoke(Session session, StopReason cause, Token? by = null)
    {
        session.Cause = cause;
        session.StoppedBy = by;
        session.IsAuthorized = false;
        if (!session.Connector.IsPlugged)
            session.Connector.IsCableLocked = false; // whoever stopped takes it along
        if (session.Phase == SessionPhase.Preparing)
            GiveBack(session); // the connector is reserved again at once, not free in between
        Evaluate(session.Connector, SessionEvent.Stopped);
        if (session.Phase == SessionPhase.Preparing)
            Leave(session, "The session was stopped before it began.");
    }

    /// <summary>Plug, authorize, begin; says why it cannot (the answer is null when it is under way).</summary>
    public string? Start(StartSession request, PostedCommand? reply, RemoteStart? remote = null, IdTokenType tokenType = IdTokenType.ISO14443)
    {
        if (station.Find(request.ConnectorId) is not { } connector)
            return $"There is no connector {request.ConnectorId}; this charger has {station.Connectors.Length}.";
        if (!connector.IsFree && connector is not { Fault: null, Session: { IsAuthorized: false, IsAsking: false }, Car.LeavesByItself: false })
            return $"Connector {connector.Id} is {station.Face.NameOf(connector.Status)}{(connector.Session is null ? "" : " and has a session")}.";
        if (request.IdTag.Length == 0 || request.IdTag.Length > station.Face.MaxIdTagLength)
            return $"A token has 1 to {station.Face.MaxIdTagLength} characters in this version of OCPP.";
        var token = new Token(request.IdTag, tokenType);
        var isAsked = remote is null || station.Configuration.Get(StandardSettings.AuthorizeRemoteTxRequests);
        if (Admission.Before(station, connector, token, remote?.GroupId, isAsked) is { } objection)
            return objection;
        if (connector.Session is { Phase: SessionPhase.Finishing })
            connector.Session = null; // the same car once more
        if (!connector.IsPlugged && (remote is null || station.Configuration.Get(StandardSettings.CarFollowsRemoteStart)))
        {
            if (Plug(connector, request.Ev, request.SocPercent) is { } problem)
                return problem;
            connector.Car!.LeavesByItself = true;
        }

        var session = connector.Session ??= new Session(connector);
        session.Limits = new SessionLimits(request.Duration, request.TargetEnergyKwh * 1000);
        session.Reply = reply;
        session.Remote = remote;
        session.Token = token;
        if (isAsked)
            Ask(session, token);
        else
            Grant(connector, token, new Verdict(true, GroupId: remote!.GroupId ?? station.KnownTokens.Find(token)?.GroupId), remote);
        return null;
    }

    /// <summary>The command to start a session; answered when it is under way or refused.</summary>
    public void Start(PostedCommand posted)
    {
        if (Start((StartSession)posted.Command, posted) is { } refusal)
            posted.Answer(CommandOutcome.Rejected(refusal));
    }

    /// <summary>The command to stop one; the car leaves then.</summary>
    public void Stop(PostedCommand posted)
    {
        var session = Find(((StopSession)posted.Command).ConnectorId);
        if (session?.Connector.Car is { } car)
            car.LeavesByItself = true;
        var problem = Stop(session, StopReason.Local);
        posted.Answer(problem is null ? CommandOutcome.Accepted(session!.Transaction?.Reference) : CommandOutcome.Rejected(problem));
    }

    /// <summary>Stops a session; null when it is done, otherwise why not.</summary>
    public string? Stop(Session? session, StopReason reason, Token? by = null)
    {
        switch (session)
        {
            case { Phase: SessionPhase.Preparing } and ({ IsAsking: true } or { IsAuthorized: true } or { Connector.Car.LeavesByItself: true }):
                Refuse(session, "The session was stopped before it was authorized.");
                return null;
            case { Phase: SessionPhase.Running }:
                Revoke(session, reason, by ?? (reason == StopReason.Local ? session.Token : null));
                return null;
            default:
                return "No session is running there.";
        }
    }

    /// <summary>The session to stop when the driver names a connector or none.</summary>
    public Session? Find(int? connectorId)
    {
        foreach (var connector in station.Connectors)
        {
            if ((connectorId is null || connector.Id == connectorId)
                && connector.Session is { Phase: not SessionPhase.Finishing } session
                && (session.IsRunning || session.IsAsking || session.IsAuthorized || connectorId is not null))
            {
                return session;
            }
        }

        return null;
    }

    public Session? FindByReference(string reference)
        => Array.Find(station.Connectors, c => c.Session?.Transaction?.Reference == reference)?.Session;

    public void StopAll(StopReason reason)
    {
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is { } session)
                _ = Stop(session, reason);
        }
    }

    /// <summary>
    /// The CSMS judged the token of a running transaction. When it does not accept it the transaction ends, or it only delivers what MaxEnergyOnInvalidId leaves it
    /// (OCPP 1.6 §3.5.4, OCPP 2.0.1 C15).
    /// </summary>
    public void OnJudged(string reference, Tokens.TokenStanding standing)
    {
        if (FindByReference(reference) is not { IsRunning: true, IsAuthorized: true } session)
            return;
        session.GroupId = standing.GroupId ?? session.GroupId;
        station.Memory.StateChanged();
        if (standing.Status == AuthorizationStatus.Accepted)
            return;
        if (station.Configuration.Get(StandardSettings.StopTransactionOnInvalidId))
        {
            Revoke(session, StopReason.DeAuthorized);
            return;
        }

        session.CapWh ??= session.Transaction!.MeterStartWh + station.Configuration.Get(StandardSettings.MaxEnergyOnInvalidId);
        station.Memory.StateChanged();
        station.Power.Refresh(session.Connector);
        ArmLimit(session.Connector);
    }

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

    public void OnMeterTimer(Connector connector)
    {
        if (connector.Session is not { IsRunning: true } session)
            return;
        ArmMeter(connector);
        if (station.Configuration.Get(StandardSettings.SampledDataEnabled))
            station.Face.Sampled(station, session, session.SamplePeriodically(station));
        station.Memory.StateChanged();
        station.ViewChanged();
    }

    /// <summary>A new interval counts from now, also in a running session.</summary>
    public void OnMeterIntervalChanged()
    {
        foreach (var connector in station.Connectors)
        {
            connector.MeterTimer?.Cancel();
            if (connector.Session is not { IsRunning: true })
                continue;
            ArmMeter(connector);
            ArmEndedSamples(connector);
        }
    }

    public void OnLimitTimer(Connector connector)
    {
        if (connector.Session is not { } session)
            return;
        if (session.AwaitsCable)
        {
            session.AwaitsCable = false;
            Revoke(session, StopReason.Timeout); // nobody plugged in (1.6 ConnectionTimeOut, 2.0.1 E03)
            return;
        }

        var (wait, reason) = session.NextLimit(station.Lane.Now, station.Fleet.Time.GetUtcNow());
        if (wait > TimeSpan.FromMilliseconds(1))
            ArmLimit(connector);
        else if (reason != StopReason.DeAuthorized && session is { IsRunning: true, Limits: not null })
            Revoke(session, reason, reason == StopReason.Local ? session.Token : null);
        else
            station.Power.Refresh(connector); // full
    }

    /// <summary>Power, or something else that the session's next limit depends on, changed.</summary>
    public void ArmLimit(Connector connector)
    {
        if (connector.Session is not { AwaitsCable: false } session || (!session.IsRunning && session.Flow != PowerFlow.Charging))
            return;
        var (wait, _) = session.NextLimit(station.Lane.Now, station.Fleet.Time.GetUtcNow());
        station.Arm(ref connector.LimitTimer, TimerKind.Limit, wait, connector.Id);
    }

    public void OnUnplugTimer(Connector connector)
    {
        if (connector.Car is not null)
            _ = Unplug(connector);
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
        ArmEndedSamples(session.Connector);
    }

    /// <summary>A car was still plugged in when the power went, without a transaction: it leaves when its session brought it.</summary>
    public void ResumePlugged(Connector connector)
    {
        connector.Session = new Session(connector) { Phase = connector.Car!.LeavesByItself ? SessionPhase.Finishing : SessionPhase.Preparing };
        connector.Status = station.Statuses.Of(connector);
        if (connector.Car.LeavesByItself)
            station.Arm(ref connector.UnplugTimer, TimerKind.Unplug, station.Fleet.Options.UnplugDelay, connector.Id);
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

    /// <summary>2.0.1: readings for the last event are taken in their own interval.</summary>
    public void ArmEndedSamples(Connector connector)
    {
        if (station.Configuration.Get(StandardSettings.TxEndedInterval) is { } interval && interval > TimeSpan.Zero)
            station.TransactionSamples.Arm(connector, interval);
    }

    private void AwaitCable(Session session)
    {
        session.AwaitsCable = true;
        var connector = session.Connector;
        station.Arm(ref connector.LimitTimer, TimerKind.Limit, station.Configuration.Get(StandardSettings.ConnectionTimeOut), connector.Id);
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

    /// <summary>Asks about a token for a session that waits for it.</summary>
    private void Ask(Session session, Token token)
    {
        session.IsAsking = true;
        station.Authorization.Ask(token, session, verdict =>
        {
            if (session.Connector.Session != session || session.Phase == SessionPhase.Finishing)
                return; // stopped meanwhile
            session.IsAsking = false;
            if ((verdict.IsAccepted ? Admission.After(station, session.Connector, token, verdict) : verdict.Why) is { } objection)
                Refuse(session, objection);
            else
                Grant(session.Connector, token, verdict, session.Remote);
        });
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

    /// <summary>A driver who named no connector has plugged in: the grant comes over from where it waits.</summary>
    private void FollowCable(Connector connector)
    {
        var other = Array.Find(station.Connectors, static c => c is { IsPlugged: false, Session: { Phase: SessionPhase.Preparing, IsAuthorized: true, IsMovable: true } });
        if (other?.Session is not { Token: { } token } waiting)
            return;
        var verdict = new Verdict(true, GroupId: waiting.GroupId);
        if (Admission.After(station, connector, token, verdict) is not null)
            return;
        waiting.IsAuthorized = false;
        Leave(waiting, null);
        Grant(connector, token, verdict);
    }

    private void Refuse(Session session, string why)
    {
        session.IsAsking = session.IsAuthorized = false;
        Tell(session, why);
        GiveBack(session);
        if (session.Connector.Car is { LeavesByItself: true })
        {
            session.Phase = SessionPhase.Finishing;
            Unplug(session.Connector, TimeSpan.Zero);
        }
        else
        {
            session.Token = null;
            session.Limits = null;
            session.Remote = null;
            if (session.Connector.Car is null)
                Leave(session, why);
        }

        station.ViewChanged();
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

    private void GiveBack(Session session)
    {
        if (session.Reservation is { } reservation && session.Transaction is null)
            station.Reservations.GiveBack(reservation);
        session.Reservation = null;
    }

    /// <summary>The car of the charger's behaviour, where it fits the plug.</summary>
    private EvProfile UsualCar(Connector connector)
        => station.Spec.Behavior.Ev is { } ev && PowerLimits.Of(connector.Model, ev).EvMaxW > 0 ? ev : EvProfiles.DefaultFor(connector.Model);

    private static string? CarFor(Connector connector, EvProfile ev, double? socPercent, out Car car)
    {
        car = new Car(ev, Math.Clamp(socPercent ?? ev.ArrivalSocPercent, 0, 100));
        if (PowerLimits.Of(connector.Model, ev).EvMaxW <= 0)
            return $"The car '{ev.Name}' cannot charge from {(connector.Model.IsDc ? "DC" : "AC")}, which is what connector {connector.Id} gives.";
        return ev.BatteryWh > 0 ? null : $"The car '{ev.Name}' has no battery.";
    }

    private void Unplug(Connector connector, TimeSpan delay)
        => station.Arm(ref connector.UnplugTimer, TimerKind.Unplug, delay, connector.Id);

    private void ArmMeter(Connector connector)
    {
        var interval = station.Configuration.Get(StandardSettings.MeterValueSampleInterval);
        if (interval > TimeSpan.Zero)
            station.Arm(ref connector.MeterTimer, TimerKind.Meter, interval, connector.Id);
    }
}
