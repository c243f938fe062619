using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger;

/// <content>Who may charge, and who may no more.</content>
internal sealed partial class Sessions
{
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
            session.CableDue = null;
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

    private void GiveBack(Session session)
    {
        if (session.Reservation is { } reservation && session.Transaction is null)
            station.Reservations.GiveBack(reservation);
        session.Reservation = null;
    }
}
