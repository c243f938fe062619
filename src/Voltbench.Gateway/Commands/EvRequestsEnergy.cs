using Voltbench.Gateway.OpenApi;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/ev-requests-energy</c>: a car that was sated or waiting takes energy again.</summary>
internal static class EvRequestsEnergy
{
    private static readonly FleetCommand Command = new("ev-requests-energy", CommandKinds.EvRequestsEnergy, "The car wants energy", given =>
    {
        var connector = ConnectorChoice.Read(given);
        return ReadCommand.Of(
            new Simulation.EvRequestsEnergy(connector.Number!.Value),
            new ConnectorEvent(connector.ConnectorId, connector.EvseId),
            CommandEventsJson.Default.ConnectorEvent,
            connector.Refuse);
    }) { EventIsOptional = true };

    public static void MapEvRequestsEnergy(this IEndpointRouteBuilder routes) =>
        routes.MapFleetCommand(Command).Takes<PlainCommandRequest<ConnectorEvent>>();
}
