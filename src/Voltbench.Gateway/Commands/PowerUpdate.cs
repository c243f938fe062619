using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/power-update</c>: the power that the station offers at a connector.</summary>
internal static class PowerUpdate
{
    private const double MaxPowerW = 10_000_000;

    private static readonly FleetCommand Command = new("power-update", CommandKinds.PowerUpdate, "Offer another power", Read);

    public static void MapPowerUpdate(this IEndpointRouteBuilder routes) => routes.MapFleetCommand(Command).Takes<CommandRequest<PowerUpdateEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var power = given.Number("power_w", min: 0, max: MaxPowerW);
        var connector = ConnectorChoice.Read(given);
        return ReadCommand.Of(
            new Simulation.PowerUpdate(power, connector.Number!.Value),
            new PowerUpdateEvent(power, connector.ConnectorId, connector.EvseId),
            CommandEventsJson.Default.PowerUpdateEvent,
            connector.Refuse);
    }
}

/// <param name="PowerW">Offered power, W, 0 to 10,000,000; what the connector is built for stays the upper limit.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), from 1; default 1.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
public sealed record PowerUpdateEvent(double PowerW, int? ConnectorId = null, int? EvseId = null);
