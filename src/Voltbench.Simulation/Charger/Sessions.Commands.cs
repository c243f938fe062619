using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger;

/// <content>Sessions that somebody starts and stops by command.</content>
internal sealed partial class Sessions
{
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
}
