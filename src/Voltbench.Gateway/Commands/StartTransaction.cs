using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/start-transaction</c>: begins a transaction as it is, without plug and authorization.</summary>
internal static class StartTransaction
{
    private static readonly FleetCommand Command = new("start-transaction", CommandKinds.StartTransaction, "Begin a transaction without plug and authorization", Read);

    public static void MapStartTransaction(this IEndpointRouteBuilder routes) =>
        routes.MapFleetCommand(Command).Takes<CommandRequest<StartTransactionEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var idTag = IdTagInput.Read(given);
        var connector = ConnectorChoice.Read(given);
        var meter = given.OptionalInt("meter_start", min: 0).Value;
        var reservation = given.OptionalInt("reservation_id").Value;
        return ReadCommand.Of(
            new Simulation.StartTransaction(idTag, connector.Number!.Value, meter, reservation),
            new StartTransactionEvent(idTag, connector.ConnectorId, connector.EvseId, meter, reservation),
            CommandEventsJson.Default.StartTransactionEvent,
            charger => IdTagInput.Refuse(idTag, charger) ?? connector.Refuse(charger));
    }
}

/// <param name="IdTag">Token of the driver; at most 20 characters in OCPP 1.6, 36 in 2.0.1.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), from 1; default 1.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
/// <param name="MeterStart">What the register shows from then on, Wh, from 0; left out = as it stands. Never below the register.</param>
/// <param name="ReservationId">Reservation that the transaction uses up.</param>
public sealed record StartTransactionEvent(string IdTag, int? ConnectorId = null, int? EvseId = null, int? MeterStart = null, int? ReservationId = null);
