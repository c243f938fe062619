using Voltbench.Gateway.OpenApi;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/ev-stops-energy</c>: it stays plugged in, and the session goes on without power.</summary>
internal static class EvStopsEnergy
{
    private static readonly FleetCommand Command = new("ev-stops-energy", CommandKinds.EvStopsEnergy, "The car takes no more energy", given =>
    {
        var connector = ConnectorChoice.Read(given);
        return ReadCommand.Of(
            new Simulation.EvStopsEnergy(connector.Number!.Value),
            new ConnectorEvent(connector.ConnectorId, connector.EvseId),
            CommandEventsJson.Default.ConnectorEvent,
            connector.Refuse);
    }) { EventIsOptional = true };

    public static void MapEvStopsEnergy(this IEndpointRouteBuilder routes) =>
        routes.MapFleetCommand(Command).Takes<PlainCommandRequest<ConnectorEvent>>();
}
