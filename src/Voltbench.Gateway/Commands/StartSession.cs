using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/start-session</c>: plug, authorize, begin; stops by itself at the first limit reached.</summary>
internal static class StartSession
{
    private static readonly FleetCommand Command = new("start-session", CommandKinds.StartSession, "Plug in, authorize and charge", Read);

    public static void MapStartSession(this IEndpointRouteBuilder routes) => routes.MapFleetCommand(Command).Takes<CommandRequest<StartSessionEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var idTag = IdTagInput.Read(given);
        var connector = ConnectorChoice.Read(given);
        var seconds = given.OptionalNumber("duration_seconds", min: 1, max: 31_536_000).Value;
        var energy = given.OptionalNumber("target_energy_kwh", min: 0.001, max: 100_000).Value;
        var soc = given.OptionalNumber("soc_percent", min: 0, max: 100).Value;
        var ev = given.Optional("ev", nullable: true, EvInput.Read).Value;
        return ReadCommand.Of(
            new Simulation.StartSession(idTag, connector.Number!.Value, seconds is { } s ? TimeSpan.FromSeconds(s) : null, energy, ev, soc),
            new StartSessionEvent(idTag, connector.ConnectorId, connector.EvseId, seconds, energy, ev?.Name, soc),
            CommandEventsJson.Default.StartSessionEvent,
            charger => IdTagInput.Refuse(idTag, charger) ?? connector.Refuse(charger));
    }
}

/// <param name="IdTag">Token of the driver; at most 20 characters in OCPP 1.6, 36 in 2.0.1.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), from 1; default 1.</param>
/// <param name="EvseId">The same, as an EVSE.</param>
/// <param name="DurationSeconds">Longest duration, s.</param>
/// <param name="TargetEnergyKwh">Energy after which it stops, kWh.</param>
/// <param name="Ev">Name of a car of <c>GET /ocpp/ev-profiles</c>, or an object with the same members; left out = the usual one of that connector.</param>
/// <param name="SocPercent">State of charge on arrival, 0 to 100.</param>
public sealed record StartSessionEvent(
    string IdTag,
    int? ConnectorId = null,
    int? EvseId = null,
    double? DurationSeconds = null,
    double? TargetEnergyKwh = null,
    string? Ev = null,
    double? SocPercent = null);
