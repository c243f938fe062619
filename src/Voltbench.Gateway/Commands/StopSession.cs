using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/stop-session</c>: stop, then unplug.</summary>
internal static class StopSession
{
    private static readonly FleetCommand Command = new("stop-session", CommandKinds.StopSession, "Stop charging and unplug", Read) { EventIsOptional = true };

    public static void MapStopSession(this IEndpointRouteBuilder routes) => routes.MapFleetCommand(Command).Takes<StopSessionRequest>();

    private static ReadCommand Read(BodyObject given)
    {
        var connector = given.OptionalInt("connector_id", min: 1, max: 1_000).Value;
        var payload = JsonSerializer.SerializeToElement(new StopSessionEvent(connector), CommandsJson.Default.StopSessionEvent);
        return new ReadCommand(new Simulation.StopSession(connector), payload);
    }
}

/// <summary>Body of stop-session.</summary>
public sealed record StopSessionRequest(CommandTargetBody Target, StopSessionEvent? Event);

/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1); left out = the first with a session.</param>
public sealed record StopSessionEvent([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ConnectorId);
