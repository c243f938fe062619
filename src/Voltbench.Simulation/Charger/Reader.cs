using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// The station's card reader: what a presented token means follows from who charges, who waits and what the station or the CSMS says of it
/// (OCPP 1.6 §3.10, §4.1; OCPP 2.0.1 C01, C09, C16, E02, E07).
/// </summary>
internal sealed class Reader(Station station)
{
    private readonly List<Token> _asking = [];

    /// <summary>The driver's command; answered when the station has decided.</summary>
    public static void Present(Station station, PostedCommand posted)
    {
        var command = (PresentIdTag)posted.Command;
        if (TokenOf(station, command.IdTag, command.TokenType, out var token) is { } problem)
            posted.Answer(CommandOutcome.Rejected(problem));
        else if (command.ConnectorId is { } id && station.Find(id) is null)
            posted.Answer(CommandOutcome.Rejected($"There is no connector {id}; this charger has {station.Connectors.Length}."));
        else
            station.Reader.Present(token, command.ConnectorId, posted);
    }

    /// <summary>The operator's command: one Authorize, which the cache learns from and nothing follows from.</summary>
    public static void Authorize(Station station, PostedCommand posted)
    {
        if (TokenOf(station, ((AuthorizeToken)posted.Command).IdTag, null, out var token) is { } problem)
            posted.Answer(CommandOutcome.Rejected(problem));
        else if (!station.Boot.IsAccepted)
            posted.Answer(CommandOutcome.Rejected("The station is not registered with its CSMS."));
        else
            station.Authorization.AskCsms(token, posted, verdict => posted.Answer(verdict.IsAccepted ? CommandOutcome.Accepted() : CommandOutcome.Rejected(verdict.Why!)));
    }

    private void Present(Token token, int? connectorId, PostedCommand posted)
    {
        // Whoever began it ends it and needs no authorization for that (1.6 §4.1); what nobody was authorized for anybody ends.
        if (Find(connectorId, s => s.Token == token || s.Token?.Type == IdTokenType.NoAuthorization) is { } own)
        {
            Stop(own, StopReason.Local, token, posted);
            return;
        }

        // The cable that was pulled at the car comes out for whoever brought it (2.0.1 E09, E10).
        if (Array.Find(station.Connectors, c => (connectorId is null || c.Id == connectorId) && c is { IsCableLocked: true, Session: null } && c.CableOwner == token) is { } left)
        {
            posted.Answer(station.Sessions.Unlock(left) ? CommandOutcome.Accepted() : CommandOutcome.Rejected("The cable is stuck."));
            return;
        }

        if (ReasonNotToAsk(token, connectorId) is { } reason)
        {
            posted.Answer(CommandOutcome.Rejected(reason));
            return;
        }

        _asking.Add(token);
        station.Authorization.Ask(token, posted, verdict =>
        {
            _asking.Remove(token);
            if (station.Departure.HasBegun)
                posted.Answer(new CommandOutcome(CommandStatus.NotPlaced));
            else if (verdict.IsAccepted)
                Accepted(token, verdict, connectorId, posted);
            else
                posted.Answer(CommandOutcome.Rejected(verdict.Why!));
        });
    }

    private string? ReasonNotToAsk(Token token, int? connectorId)
    {
        if (_asking.Contains(token))
            return $"'{token.Id}' is being checked already.";
        var isAnyInOrder = Array.Exists(station.Connectors, c => (connectorId is null || c.Id == connectorId) && (IsInOrder(c) || c.Session is { IsAuthorized: true }));
        if (!isAnyInOrder)
            return connectorId is null ? "The station is out of service." : $"Connector {connectorId} is out of service.";
        return null;
    }

    private void Accepted(Token token, in Verdict verdict, int? connectorId, PostedCommand posted)
    {
        if (Admission.IsMasterPass(station, verdict.GroupId))
        {
            StopAll(token, posted);
            return;
        }

        var (place, objection) = PlaceFor(token, verdict, connectorId);
        // A car that waits for its driver comes before somebody else's session; both before a connector that is merely free.
        if (place is not { IsPlugged: true } && verdict.GroupId is { } group && Find(connectorId, s => string.Equals(s.GroupId, group, StringComparison.OrdinalIgnoreCase)) is { } kin)
        {
            Stop(kin, StopReason.Local, token, posted);
        }
        else if (place is null)
        {
            posted.Answer(CommandOutcome.Rejected(objection));
        }
        else
        {
            var session = station.Sessions.Grant(place, token, verdict);
            session.IsMovable = connectorId is null;
            posted.Answer(CommandOutcome.Accepted(session.Transaction?.Reference));
        }
    }

    /// <summary>Where the token is to charge: the connector that the driver chose; else the car that waits, then the reserved connector, then a free one.</summary>
    private (Connector? Place, string Objection) PlaceFor(Token token, Verdict verdict, int? connectorId)
    {
        var objection = connectorId is null ? "No connector is free." : $"Connector {connectorId} is {station.Face.NameOf(station.Find(connectorId.Value)!.Status)}.";
        Connector? best = null;
        foreach (var connector in station.Connectors)
        {
            if ((connectorId is not null && connector.Id != connectorId) || !IsOpen(connector))
                continue;
            if (Admission.After(station, connector, token, verdict) is { } against)
                objection = against;
            else if (best is null || RankOf(connector, token, verdict) < RankOf(best, token, verdict))
                best = connector;
        }

        return (best, objection);
    }

    private int RankOf(Connector connector, Token token, in Verdict verdict) => connector switch
    {
        { IsPlugged: true, Session.Phase: not SessionPhase.Finishing } => 0,
        _ when station.HasReservations && station.Reservations.Book.OfConnector(connector.Id)?.IsFor(token, verdict.GroupId) == true => 1,
        { IsPlugged: true } => 2, // the same car once more
        _ => 3,
    };

    private bool IsInOrder(Connector connector) => connector is { Fault: null, IsInoperative: false } && !station.HoldsConnectors;

    private bool IsOpen(Connector connector) => IsInOrder(connector) && connector.Session switch
    {
        null => true,
        { IsAuthorized: true } or { IsAsking: true } => false,
        _ => connector.Car is { LeavesByItself: false },
    };

    private Session? Find(int? connectorId, Predicate<Session> predicate)
        => Array.Find(station.Connectors, c => (connectorId is null || c.Id == connectorId) && c.Session is { IsAuthorized: true } session && predicate(session))?.Session;

    private void Stop(Session session, StopReason reason, Token by, PostedCommand posted)
    {
        var reference = session.Transaction?.Reference;
        var problem = station.Sessions.Stop(session, reason, by);
        posted.Answer(problem is null ? CommandOutcome.Accepted(reference) : CommandOutcome.Rejected(problem));
    }

    /// <summary>C16.FR.02: a station without a display ends all transactions.</summary>
    private void StopAll(Token token, PostedCommand posted)
    {
        string? reference = null;
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is not { IsRunning: true, IsAuthorized: true } session)
                continue;
            reference ??= session.Transaction!.Reference;
            _ = station.Sessions.Stop(session, StopReason.MasterPass, token);
        }

        posted.Answer(reference is null ? CommandOutcome.Rejected("A master pass begins no transaction, and none is running.") : CommandOutcome.Accepted(reference));
    }

    private static string? TokenOf(Station station, string id, string? typeName, out Token token)
    {
        var type = IdTokenType.ISO14443;
        token = new Token(id);
        if (id.Length == 0 || id.Length > station.Face.MaxIdTagLength)
            return $"A token has 1 to {station.Face.MaxIdTagLength} characters in this version of OCPP.";
        if (typeName is not null && station.Face.HasTokenTypes && (!Enum.TryParse(typeName, ignoreCase: true, out type) || !Enum.IsDefined(type) || char.IsDigit(typeName[0])))
            return $"'{typeName}' is no type of token.";
        token = new Token(id, type);
        return null;
    }
}
