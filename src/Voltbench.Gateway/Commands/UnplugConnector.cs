using Voltbench.Gateway.OpenApi;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/unplug-connector</c>: the cable goes, whether or not a session runs.</summary>
internal static class UnplugConnector
{
    private static readonly FleetCommand Command = new("unplug-connector", CommandKinds.UnplugConnector, "Take the cable out", given =>
    {
        var connector = ConnectorChoice.Read(given);
        return ReadCommand.Of(
            new Simulation.UnplugConnector(connector.Number!.Value),
            new ConnectorEvent(connector.ConnectorId, connector.EvseId),
            CommandEventsJson.Default.ConnectorEvent,
            connector.Refuse);
    }) { EventIsOptional = true };

    public static void MapUnplugConnector(this IEndpointRouteBuilder routes) =>
        routes.MapFleetCommand(Command).Takes<PlainCommandRequest<ConnectorEvent>>();
}
