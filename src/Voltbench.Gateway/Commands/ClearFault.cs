using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/clear-fault</c>: mends it; the connector is back in the state that it would have without the fault.</summary>
internal static class ClearFault
{
    private static readonly ChargerCommandSpec Command = new("clear-fault", "Mend a fault", Read) { EventIsOptional = true };

    public static void MapClearFault(this IEndpointRouteBuilder routes) =>
        routes.MapChargerCommand(Command)
            .Takes<PlainChargerCommandRequest<ClearFaultEvent>>()
            .Answers<FaultAnswer>(StatusCodes.Status200OK);

    private static ReadQuestion Read(BodyValue value)
    {
        var given = value.AsObject();
        var type = given.Optional("fault_type", nullable: true, FaultTypeInput.Read).Value;
        var connector = ConnectorChoice.Read(given, otherwise: null, min: 0);
        return new ReadQuestion(
            charger =>
            {
                connector.RefuseIn(given, charger);
                return new Simulation.ClearFault(connector.Number, type);
            },
            (json, charger, told) => FaultAnswer.Write(json, charger, told, "The fault is cleared.", type, connector.Number));
    }
}

/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1); 0 = the station itself; left out = wherever there is a fault.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
/// <param name="FaultType">Only a fault of this kind; left out = any.</param>
public sealed record ClearFaultEvent(int? ConnectorId = null, int? EvseId = null, string? FaultType = null);
