using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/present-id-tag</c>: a driver presents a token; the station itself decides what that means.</summary>
internal static class PresentIdTag
{
    /// <summary>OCPP 2.0.1 part 2, IdTokenEnumType.</summary>
    private static readonly string[] Types = ["Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization"];

    private static readonly FleetCommand Command = new("present-id-tag", CommandKinds.PresentIdTag, "Present a token at the reader", Read);

    public static void MapPresentIdTag(this IEndpointRouteBuilder routes) => routes.MapFleetCommand(Command).Takes<CommandRequest<PresentIdTagEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var idTag = IdTagInput.Read(given);
        var type = given.OptionalEnum("type", Types).Value;
        var connector = ConnectorChoice.Read(given, otherwise: null);
        return ReadCommand.Of(
            new Simulation.PresentIdTag(idTag, type, connector.Number),
            new PresentIdTagEvent(idTag, type, connector.ConnectorId, connector.EvseId),
            CommandEventsJson.Default.PresentIdTagEvent,
            charger => IdTagInput.Refuse(idTag, charger) ?? connector.Refuse(charger));
    }
}

/// <param name="IdTag">Token of the driver; at most 20 characters in OCPP 1.6, 36 in 2.0.1.</param>
/// <param name="Type">Token type of 2.0.1, default <c>ISO14443</c>; 1.6 knows none and leaves it out.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1) that the driver chose; left out = the station finds it.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
public sealed record PresentIdTagEvent(string IdTag, string? Type = null, int? ConnectorId = null, int? EvseId = null);
