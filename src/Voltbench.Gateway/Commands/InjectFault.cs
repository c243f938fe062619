using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/inject-fault</c>: breaks something; a running transaction is handled as a real station would.</summary>
internal static class InjectFault
{
    private static readonly ChargerCommandSpec Command = new("inject-fault", "Break something", Read);

    public static void MapInjectFault(this IEndpointRouteBuilder routes) =>
        routes.MapChargerCommand(Command)
            .Takes<ChargerCommandRequest<InjectFaultEvent>>()
            .Answers<FaultAnswer>(StatusCodes.Status200OK);

    private static ReadQuestion Read(BodyValue value)
    {
        var given = value.AsObject();
        var type = FaultTypeInput.Read(given.Required("fault_type"));
        var connector = ConnectorChoice.Read(given, otherwise: 1, min: 0);
        var seconds = given.OptionalNumber("clear_after_seconds", min: 0.001, max: 31_536_000).Value;
        return new ReadQuestion(
            charger =>
            {
                connector.RefuseIn(given, charger);
                return new Simulation.InjectFault(type, connector.Number!.Value, seconds is { } s ? TimeSpan.FromSeconds(s) : null);
            },
            (json, charger, told) => FaultAnswer.Write(json, charger, told, $"The fault {type} is injected.", type, connector.Number));
    }
}

/// <param name="FaultType">ChargePointErrorCode of OCPP 1.6 or a friendly name such as <c>OverCurrent</c>.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), default 1; 0 = the station itself.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
/// <param name="ClearAfterSeconds">When it mends itself, s; left out = never.</param>
public sealed record InjectFaultEvent(string FaultType, int? ConnectorId = null, int? EvseId = null, double? ClearAfterSeconds = null);
