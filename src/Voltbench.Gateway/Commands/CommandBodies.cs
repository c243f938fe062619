using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Gateway.Commands;

/// <summary>Body of a command to one charger or a location.</summary>
public sealed record CommandRequest<T>(CommandTargetBody Target, T Event);

/// <summary>Body of a command to one charger or a location that needs no event.</summary>
public sealed record PlainCommandRequest<T>(CommandTargetBody Target, T? Event = default);

/// <summary>Whom a command is for: exactly one of the two ids; <c>charger_ids</c> only with a location.</summary>
public sealed record CommandTargetBody(string? ChargerId = null, Guid? LocationId = null, IReadOnlyList<string>? ChargerIds = null);

/// <summary>Answer of a command to one charger or a location.</summary>
/// <param name="TargetedCount">Chargers that it was for.</param>
/// <param name="QueuedCount">Those that have got it.</param>
/// <param name="FailedCount">Those that have not.</param>
public sealed record FleetCommandBody(
    int TargetedCount,
    int QueuedCount,
    int FailedCount,
    IReadOnlyList<QueuedCommandBody> Results,
    IReadOnlyList<FailedCommandBody> Failed);

/// <summary>A charger that has got the command.</summary>
public sealed record QueuedCommandBody(string ChargerId, string Identity, CommandEventBody Command);

/// <param name="Id">12 hex digits.</param>
/// <param name="EventType">Name of the command, snake_case.</param>
/// <param name="OcppVersion">Lower case, <c>ocpp1.6</c>.</param>
/// <param name="Payload">The event as it was understood.</param>
public sealed record CommandEventBody(string Id, string EventType, string OcppVersion, JsonElement Payload);

/// <summary>A charger that has not got the command, and why.</summary>
public sealed record FailedCommandBody(string ChargerId, string? Identity, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConnectorEvent))]
[JsonSerializable(typeof(PlugConnectorEvent))]
[JsonSerializable(typeof(AuthorizeEvent))]
[JsonSerializable(typeof(StartTransactionEvent))]
[JsonSerializable(typeof(StopTransactionEvent))]
[JsonSerializable(typeof(StartSessionEvent))]
[JsonSerializable(typeof(StopSessionEvent))]
[JsonSerializable(typeof(PowerUpdateEvent))]
[JsonSerializable(typeof(ResetEvent))]
[JsonSerializable(typeof(PresentIdTagEvent))]
internal sealed partial class CommandEventsJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FleetCommandBody))]
internal sealed partial class CommandsJson : JsonSerializerContext;
