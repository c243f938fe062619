using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/plug-connector</c>: a car arrives and its cable goes in.</summary>
internal static class PlugConnector
{
    private static readonly FleetCommand Command = new("plug-connector", CommandKinds.PlugConnector, "Plug a car in", Read) { EventIsOptional = true };

    public static void MapPlugConnector(this IEndpointRouteBuilder routes) =>
        routes.MapFleetCommand(Command).Takes<PlainCommandRequest<PlugConnectorEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var connector = ConnectorChoice.Read(given);
        var ev = given.Optional("ev", nullable: true, EvInput.Read).Value;
        var soc = given.OptionalNumber("soc_percent", min: 0, max: 100).Value;
        return ReadCommand.Of(
            new Simulation.PlugConnector(connector.Number!.Value, ev, soc),
            new PlugConnectorEvent(connector.ConnectorId, connector.EvseId, ev?.Name, soc),
            CommandEventsJson.Default.PlugConnectorEvent,
            connector.Refuse);
    }
}

/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), from 1; default 1.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
/// <param name="Ev">Name of a car of <c>GET /ocpp/ev-profiles</c>, or an object with the same members; left out = the usual one of that connector.</param>
/// <param name="SocPercent">State of charge on arrival, 0 to 100.</param>
public sealed record PlugConnectorEvent(int? ConnectorId = null, int? EvseId = null, string? Ev = null, double? SocPercent = null);
