using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger;

/// <summary>What drivers and cars do at the connectors, one thing at a time.</summary>
internal static class Driver
{
    public static void Plug(Station station, PostedCommand posted)
    {
        var command = (PlugConnector)posted.Command;
        var problem = At(station, command.ConnectorId, out var connector) ?? station.Sessions.Plug(connector, command.Ev, command.SocPercent);
        if (problem is null && !station.Configuration.Get(StandardSettings.AuthEnabled) && connector is { Fault: null, IsInoperative: false, Session.IsAuthorized: false })
            _ = station.Sessions.Grant(connector, new Token("", IdTokenType.NoAuthorization), new Verdict(true)); // 2.0.1 AuthCtrlr.Enabled: nobody is asked
        posted.Answer(OutcomeOf(problem));
    }

    public static void Unplug(Station station, PostedCommand posted)
    {
        var problem = At(station, ((UnplugConnector)posted.Command).ConnectorId, out var connector) ?? station.Sessions.Unplug(connector);
        posted.Answer(OutcomeOf(problem));
    }

    public static void RequestEnergy(Station station, PostedCommand posted)
        => posted.Answer(OutcomeOf(Want(station, ((EvRequestsEnergy)posted.Command).ConnectorId, wants: true)));

    public static void StopEnergy(Station station, PostedCommand posted)
        => posted.Answer(OutcomeOf(Want(station, ((EvStopsEnergy)posted.Command).ConnectorId, wants: false)));

    /// <summary>The raw beginning: no cable is asked for and nobody authorizes.</summary>
    public static void StartTransaction(Station station, PostedCommand posted)
    {
        var command = (StartTransaction)posted.Command;
        var problem = At(station, command.ConnectorId, out var connector);
        if (problem is null && connector.Session is { IsRunning: true })
            problem = $"A transaction runs at connector {connector.Id} already.";
        if (problem is null && (command.IdTag.Length == 0 || command.IdTag.Length > station.Face.MaxIdTagLength))
            problem = $"A token has 1 to {station.Face.MaxIdTagLength} characters in this version of OCPP.";
        if (problem is not null)
        {
            posted.Answer(CommandOutcome.Rejected(problem));
            return;
        }

        if (command.MeterStartWh is { } wh && connector.Session is null or { Flow: not PowerFlow.Charging })
            connector.RegisterWh = Math.Max(connector.RegisterWh, wh); // a register never runs backwards
        var session = station.Sessions.BeginRaw(connector, new Token(command.IdTag), command.ReservationId);
        posted.Answer(CommandOutcome.Accepted(session.Transaction!.Reference));
    }

    /// <summary>The raw end: the cable stays in.</summary>
    public static void StopTransaction(Station station, PostedCommand posted)
    {
        var command = (StopTransaction)posted.Command;
        var session = Array.Find(station.Connectors, c => Fits(station, c, command))?.Session;
        if (session is null)
        {
            posted.Answer(CommandOutcome.Rejected("No such transaction is running."));
            return;
        }

        if (session.Connector.Car is { } car)
            car.LeavesByItself = false;
        var by = command.IdTag is { } tag ? new Token(tag) : null;
        var problem = station.Face.StopReasonOf(command.Reason) is { } reason
            ? station.Sessions.Stop(session, reason, by)
            : $"This version of OCPP knows no reason '{command.Reason}'.";
        posted.Answer(problem is null ? CommandOutcome.Accepted(session.Transaction!.Reference) : CommandOutcome.Rejected(problem));
    }

    private static bool Fits(Station station, Connector connector, StopTransaction command)
        => connector.Session is { IsRunning: true } session
            && (command.ConnectorId is null || command.ConnectorId == connector.Id)
            && (command.TransactionId is null || command.TransactionId == station.Face.TransactionIdOf(session.Transaction!));

    private static string? Want(Station station, int connectorId, bool wants)
    {
        if (At(station, connectorId, out var connector) is { } problem)
            return problem;
        if (connector.Car is not { } car)
            return $"No car is plugged in at connector {connectorId}.";
        car.WantsEnergy = wants;
        station.Memory.StateChanged();
        station.Sessions.Evaluate(connector);
        return null;
    }

    private static string? At(Station station, int connectorId, out Connector connector)
    {
        connector = station.Find(connectorId)!;
        return connector is null ? $"There is no connector {connectorId}; this charger has {station.Connectors.Length}." : null;
    }

    private static CommandOutcome OutcomeOf(string? problem) => problem is null ? CommandOutcome.Accepted() : CommandOutcome.Rejected(problem);
}
