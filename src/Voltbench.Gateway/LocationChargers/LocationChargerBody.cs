using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Gateway.Behavior;
using Voltbench.Gateway.Chargers;

namespace Voltbench.Gateway.LocationChargers;

/// <summary>One group of <c>POST /ocpp/locations/{location_id}/chargers</c>, whose body is an array of them.</summary>
/// <param name="Template">What the chargers of the group have in common.</param>
/// <param name="ChargerIds">Suffixes; identity = <c>identity_prefix</c> + suffix. More than <paramref name="ChargersNumber"/> are cut, fewer filled up with random ones.</param>
/// <param name="ChargersNumber">How many chargers; default: as many as suffixes.</param>
public sealed record ChargerGroupBody(ChargerTemplateBody Template, IReadOnlyList<string>? ChargerIds, int? ChargersNumber);

/// <summary>Template of a group.</summary>
public sealed record ChargerTemplateBody(
    string BrandSlug,
    string ModelSlug,
    string ConnectorType,
    string WsUrl,
    string OcppVersion,
    string? IdentityPrefix,
    string? TemplateName,
    int? SecurityProfile,
    string? AuthorizationKey,
    BehaviorBody? Behavior);

/// <summary>Answer of the bulk POST.</summary>
public sealed record AcceptedJobBody(Guid JobId, string Status, string StatusUrl, string WorkflowRunId);

/// <summary>A bulk job.</summary>
/// <param name="Results">Null until the job is final.</param>
public sealed record ChargersJobBody(
    Guid JobId,
    string JobType,
    string Status,
    string WorkflowRunId,
    JsonElement? Error,
    ChargersJobResults? Results,
    ChargersJobProgress Progress,
    DateTime? ProvisionedAt);

/// <summary>What became of each charger.</summary>
public sealed record ChargersJobResults(IReadOnlyList<CreatedResult> Created, IReadOnlyList<FailedResult> Failed);

public sealed record CreatedResult(string ChargerId, string Identity);

public sealed record FailedResult(string Identity, string Error);

/// <summary>How far a job is: chargers.</summary>
public sealed record ChargersJobProgress(int Total, int Done, int Failed);

/// <summary>Body of the bulk PUT. Without <c>charger_ids</c> all chargers of the location are changed; an empty list changes none.</summary>
public sealed record UpdateChargersBody(IReadOnlyList<string>? ChargerIds, UpdateChargerBody Update);

/// <summary>Answer of the bulk PUT.</summary>
public sealed record UpdatedChargersBody(IReadOnlyList<string> Updated, IReadOnlyList<FailedCharger> Failed);

/// <summary>Answer of the bulk DELETE.</summary>
public sealed record DeletedChargersBody(IReadOnlyList<string> Deleted, IReadOnlyList<FailedCharger> Failed);

public sealed record FailedCharger(string ChargerId, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AcceptedJobBody))]
[JsonSerializable(typeof(ChargersJobBody))]
[JsonSerializable(typeof(UpdatedChargersBody))]
[JsonSerializable(typeof(DeletedChargersBody))]
internal sealed partial class LocationChargersJson : JsonSerializerContext;
