using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Simulation.Physics;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/start-session</c>: plug, authorize, begin; stops by itself at the first limit reached.</summary>
internal static class StartSession
{
    /// <summary>OCPP 1.6 §7.28 IdToken is CiString20, 2.0.1 part 2 §2.19 idToken is identifierString[36].</summary>
    private const int MaxIdTag = 36;
    private const int MaxIdTag16 = 20;
    private const int MaxConnector = 1_000;

    private static readonly FleetCommand Command = new("start-session", CommandKinds.StartSession, "Plug in, authorize and charge", Read);

    public static void MapStartSession(this IEndpointRouteBuilder routes) => routes.MapFleetCommand(Command).Takes<StartSessionRequest>();

    private static ReadCommand Read(BodyObject given)
    {
        var idTag = given.String("id_tag", min: 1, max: MaxIdTag);
        var connector = given.OptionalInt("connector_id", min: 1, max: MaxConnector).Value ?? 1;
        var seconds = given.OptionalNumber("duration_seconds", min: 1, max: 31_536_000).Value;
        var energy = given.OptionalNumber("target_energy_kwh", min: 0.001, max: 100_000).Value;
        var soc = given.OptionalNumber("soc_percent", min: 0, max: 100).Value;
        var ev = given.Optional("ev", nullable: true, EvInput.Read).Value;
        var command = new Simulation.StartSession(
            idTag, connector, seconds is { } s ? TimeSpan.FromSeconds(s) : null, energy, ev, soc);
        var payload = JsonSerializer.SerializeToElement(
            new StartSessionEvent(idTag, connector, seconds, energy, ev?.Name, soc), CommandsJson.Default.StartSessionEvent);
        return new ReadCommand(command, payload, version => Refuse(idTag, version));
    }

    private static string? Refuse(string idTag, string version) =>
        idTag.Length > MaxIdTag16 && version.Equals("OCPP1.6", StringComparison.OrdinalIgnoreCase)
            ? $"OCPP 1.6 takes an id_tag of at most {MaxIdTag16} characters."
            : null;
}

/// <summary>Body of start-session.</summary>
public sealed record StartSessionRequest(CommandTargetBody Target, StartSessionEvent Event);

/// <param name="IdTag">Token of the driver; at most 20 characters in OCPP 1.6, 36 in 2.0.1.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1); default 1.</param>
/// <param name="DurationSeconds">Longest duration, s.</param>
/// <param name="TargetEnergyKwh">Energy after which it stops, kWh.</param>
/// <param name="Ev">Name of a car of <c>GET /ocpp/ev-profiles</c>, or an object with the same members.</param>
/// <param name="SocPercent">State of charge on arrival, 0 to 100.</param>
public sealed record StartSessionEvent(
    string IdTag,
    int? ConnectorId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? DurationSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TargetEnergyKwh,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ev,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? SocPercent);
