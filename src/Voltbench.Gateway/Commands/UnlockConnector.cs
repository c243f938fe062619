using Voltbench.Gateway.OpenApi;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/unlock-connector</c>: the station unlocks, as on the order of its operator.</summary>
internal static class UnlockConnector
{
    private static readonly FleetCommand Command = new("unlock-connector", CommandKinds.UnlockConnector, "Unlock the cable", given =>
    {
        var connector = ConnectorChoice.Read(given);
        return ReadCommand.Of(
            new Simulation.UnlockConnector(connector.Number!.Value),
            new ConnectorEvent(connector.ConnectorId, connector.EvseId),
            CommandEventsJson.Default.ConnectorEvent,
            connector.Refuse);
    }) { EventIsOptional = true };

    public static void MapUnlockConnector(this IEndpointRouteBuilder routes) =>
        routes.MapFleetCommand(Command).Takes<PlainCommandRequest<ConnectorEvent>>();
}
