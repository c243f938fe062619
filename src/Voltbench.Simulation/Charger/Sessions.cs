using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

/// <summary>Sessions from plug to unplug; the transaction's messages are the face's, its energy is the physics'.</summary>
internal sealed class Sessions(Station station) : ICallOwner
{
    /// <summary>Starts a session, or says why it cannot (the answer is null when it is under way).</summary>
    public string? Start(StartSession request, PostedCommand? reply, RemoteStart? remote = null)
    {
        if (station.Find(request.ConnectorId) is not { } connector)
            return $"There is no connector {request.ConnectorId}; this charger has {station.Connectors.Length}.";
        if (!connector.IsFree)
            return $"Connector {connector.Id} is {station.Face.NameOf(connector.Status)}{(connector.Session is null ? "" : " and has a session")}.";
        if (request.IdTag.Length == 0 || request.IdTag.Length > station.Face.MaxIdTagLength)
            return $"A token has 1 to {station.Face.MaxIdTagLength} characters in this version of OCPP.";
        var ev = request.Ev ?? EvProfiles.DefaultFor(connector.Model);
        if (PowerLimits.Of(connector.Model, ev).EvMaxW <= 0)
            return $"The car '{ev.Name}' cannot charge from {(connector.Model.IsDc ? "DC" : "AC")}, which is what connector {connector.Id} gives.";

        if (!(ev.BatteryWh > 0))
            return $"The car '{ev.Name}' has no battery.";

        var session = new Session(connector, ev, Math.Clamp(request.SocPercent ?? ev.ArrivalSocPercent, 0, 100), request.IdTag)
        {
            Duration = request.Duration,
            TargetWh = request.TargetEnergyKwh * 1000,
            IsRemote = remote is not null,
            RemoteStartId = remote?.Id,
            TokenType = remote?.TokenType ?? IdTokenType.ISO14443,
            Reply = reply,
        };
        connector.Session = session;
        connector.IsPlugged = true;
        station.Memory.StateChanged();
        station.Statuses.Set(connector, ConnectorStatus.Preparing);

        // The CSMS made up a Central token itself and knows of NoAuthorization: there is nothing to ask (2.0.1 C02, C05).
        var isGranted = session.TokenType is IdTokenType.Central or IdTokenType.NoAuthorization;
        if (remote is not null && (isGranted || !station.Configuration.Get(StandardSettings.AuthorizeRemoteTxRequests)))
            Begin(session);
        else if (station.Boot.IsAccepted)
            station.Calls.Enqueue(station.Face.Authorize(session), this, session);
        else
            DecideOffline(session);
        return null;
    }

    /// <summary>The command to start a session; answered when it is under way or refused.</summary>
    public void Start(PostedCommand posted)
    {
        if (Start((StartSession)posted.Command, posted) is { } refusal)
            posted.Answer(CommandOutcome.Rejected(refusal));
    }

    /// <summary>The command to stop one.</summary>
    public void Stop(PostedCommand posted)
    {
        var session = Find(((StopSession)posted.Command).ConnectorId);
        var problem = Stop(session, StopReason.Local);
        posted.Answer(problem is null ? CommandOutcome.Accepted(session!.Transaction?.Reference) : CommandOutcome.Rejected(problem));
    }

    /// <summary>The CSMS answered Authorize, or did not.</summary>
    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var session = (Session)tag!;
        if (session.Connector.Session != session || session.Phase != SessionPhase.Authorizing)
            return; // stopped meanwhile
        switch (answer.End)
        {
            case CallEnd.Result when station.Face.ReadRefusal(answer.Input) is { } refusal:
                Refuse(session, $"The CSMS does not authorize '{session.IdTag}': {refusal}.");
                break;
            case CallEnd.Result:
                Begin(session);
                break;
            case CallEnd.Lost:
                DecideOffline(session);
                break;
            default:
                var problem = answer.Problem("Authorize");
                station.Connection.Report(problem);
                Refuse(session, problem);
                break;
        }
    }

    /// <summary>Stops a session; null when it is done, otherwise why not.</summary>
    public string? Stop(Session? session, StopReason reason)
    {
        switch (session?.Phase)
        {
            case SessionPhase.Authorizing:
                Refuse(session, "The session was stopped before it was authorized.");
                return null;
            case SessionPhase.Running:
                End(session, reason);
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
            if ((connectorId is null || connector.Id == connectorId) && connector.Session is { Phase: not SessionPhase.Finishing } session)
                return session;
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

    /// <summary>The CSMS does not accept the token of a running transaction (OCPP 1.6 §3.6 StopTransactionOnInvalidId).</summary>
    public void OnDeauthorized(string reference)
    {
        if (FindByReference(reference) is { Phase: SessionPhase.Running } session)
            End(session, StopReason.DeAuthorized);
    }

    public void OnMeterTimer(Connector connector)
    {
        if (connector.Session is not { IsCharging: true } session)
            return;
        ArmMeter(connector);
        station.Face.Sampled(station, session, session.Sample(station));
        station.Memory.StateChanged();
        station.ViewChanged();
    }

    /// <summary>A new interval counts from now, also in a running session.</summary>
    public void OnMeterIntervalChanged()
    {
        foreach (var connector in station.Connectors)
        {
            connector.MeterTimer?.Cancel();
            if (connector.Session is { IsCharging: true })
                ArmMeter(connector);
        }
    }

    public void OnLimitTimer(Connector connector)
    {
        if (connector.Session is not { IsCharging: true } session)
            return;
        var (wait, reason) = session.NextLimit(station.Lane.Now, station.Fleet.Time.GetUtcNow());
        if (wait <= TimeSpan.FromMilliseconds(1))
            End(session, reason);
        else
            station.Arm(ref connector.LimitTimer, TimerKind.Limit, wait, connector.Id);
    }

    public void OnUnplugTimer(Connector connector)
    {
        connector.Session = null;
        connector.IsPlugged = false;
        station.Statuses.Set(connector, connector.Resting);
        station.Memory.StateChanged();
        station.ViewChanged();
    }

    /// <summary>A transaction that was open when the power went.</summary>
    public void Resume(Session session)
    {
        var connector = session.Connector;
        session.Phase = SessionPhase.Running;
        session.BeginEnergy(connector.RegisterWh, station.Lane.Now);
        connector.Status = ConnectorStatus.Charging;
        if (station.Spec.Behavior.Recovery == RecoveryMode.PowerLoss)
            End(session, StopReason.PowerLoss);
        else
            ArmTimers(session);
    }

    /// <summary>A car was still plugged in when the power went, without a transaction: it leaves.</summary>
    public void ResumePlugged(Connector connector)
    {
        connector.IsPlugged = true;
        connector.Status = ConnectorStatus.Finishing;
        station.Arm(ref connector.UnplugTimer, TimerKind.Unplug, station.Fleet.Options.UnplugDelay, connector.Id);
    }

    /// <summary>All sessions end without a word: the CSMS that knew them is gone.</summary>
    public void Abandon()
    {
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is not { } session)
                continue;
            if (session.IsCharging)
                session.EndEnergy(station.Lane.Now);
            session.Phase = SessionPhase.Finishing;
            session.Reply?.Answer(CommandOutcome.Rejected("The charger changed its version of OCPP."));
            session.Reply = null;
            connector.MeterTimer?.Cancel();
            connector.LimitTimer?.Cancel();
            OnUnplugTimer(connector);
        }
    }

    private void DecideOffline(Session session)
    {
        if (station.Configuration.Get(StandardSettings.AllowOfflineTxForUnknownId))
            Begin(session);
        else
            Refuse(session, "The CSMS cannot be asked and this station starts no session without it.");
    }

    private void Begin(Session session)
    {
        var connector = session.Connector;
        session.Transaction = new Transaction
        {
            Reference = station.NextUuid(),
            StartedUtc = station.Fleet.Time.GetUtcNow(),
            StartedAt = station.ClockNow,
            MeterStartWh = connector.RegisterWh,
        };
        session.Phase = SessionPhase.Running;
        session.BeginEnergy(connector.RegisterWh, station.Lane.Now);
        station.Face.Started(station, session, session.Sample(station));
        station.Statuses.Set(connector, ConnectorStatus.Charging);
        station.Memory.StateChanged();
        station.ViewChanged();
        ArmTimers(session);
        session.Reply?.Answer(CommandOutcome.Accepted(session.Transaction.Reference));
        session.Reply = null;
    }

    private void Refuse(Session session, string why)
    {
        session.Reply?.Answer(CommandOutcome.Rejected(why));
        session.Reply = null;
        session.Phase = SessionPhase.Finishing;
        station.Calls.Withdraw(session);
        Unplug(session.Connector, TimeSpan.Zero);
    }

    private void End(Session session, StopReason reason)
    {
        var connector = session.Connector;
        var sample = session.Sample(station);
        session.EndEnergy(station.Lane.Now);
        station.Face.Ended(station, session, sample with { CurrentA = 0, PowerW = 0 }, reason);
        session.Phase = SessionPhase.Finishing;
        connector.MeterTimer?.Cancel();
        connector.LimitTimer?.Cancel();
        station.Statuses.Set(connector, ConnectorStatus.Finishing);
        station.Memory.StateChanged();
        station.ViewChanged();
        Unplug(connector, station.Fleet.Options.UnplugDelay);
    }

    private void Unplug(Connector connector, TimeSpan delay)
        => station.Arm(ref connector.UnplugTimer, TimerKind.Unplug, delay, connector.Id);

    private void ArmTimers(Session session)
    {
        ArmMeter(session.Connector);
        OnLimitTimer(session.Connector);
    }

    private void ArmMeter(Connector connector)
    {
        var interval = station.Configuration.Get(StandardSettings.MeterValueSampleInterval);
        if (interval > TimeSpan.Zero)
            station.Arm(ref connector.MeterTimer, TimerKind.Meter, interval, connector.Id);
    }
}

/// <summary>A start that the CSMS asked for; the id is 2.0.1's.</summary>
internal sealed record RemoteStart(int? Id, IdTokenType TokenType);
