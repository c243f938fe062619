using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/stop-session</c>: stop, then unplug.</summary>
internal static class StopSession
{
    private static readonly FleetCommand Command = new("stop-session", CommandKinds.StopSession, "Stop charging and unplug", Read) { EventIsOptional = true };

    public static void MapStopSession(this IEndpointRouteBuilder routes) => routes.MapFleetCommand(Command).Takes<PlainCommandRequest<StopSessionEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var connector = ConnectorChoice.Read(given, otherwise: null);
        return ReadCommand.Of(
            new Simulation.StopSession(connector.Number),
            new StopSessionEvent(connector.ConnectorId, connector.EvseId),
            CommandEventsJson.Default.StopSessionEvent,
            connector.Refuse);
    }
}

/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1); left out = the first with a session.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
public sealed record StopSessionEvent(int? ConnectorId = null, int? EvseId = null);
