using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Gateway.Behavior;
using Voltbench.Gateway.LocationChargers;
using Voltbench.Gateway.Locations;
using Voltbench.Gateway.Paging;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary>A location of a CPO.</summary>
public sealed record OcpiLocationBody
{
    public required Guid Id { get; init; }

    /// <summary>The location of <c>/ocpp/locations</c> that it stands on.</summary>
    public required Guid? OcppLocationId { get; init; }

    public required Guid? OrganizationId { get; init; }

    public required string? Slug { get; init; }

    public required string? Name { get; init; }

    public required string? Address { get; init; }

    public required string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2; peers get alpha-3.</summary>
    public required string? Country { get; init; }

    public required CoordinatesBody? Coordinates { get; init; }

    public required string? Timezone { get; init; }

    public required string? OwnerName { get; init; }

    public required bool? Public { get; init; }

    public required string? ParkingType { get; init; }

    public required string? PostalCode { get; init; }

    public required DateTime? CreatedAt { get; init; }

    public required DateTime? UpdatedAt { get; init; }

    public required IReadOnlyList<OcpiChargerBody> Chargers { get; init; }
}

/// <summary>A charger of a location.</summary>
/// <param name="ChargePointId">The identity by which its CSMS knows it.</param>
/// <param name="TopologyDefaultId">Of the row that stands for the location as such; the first charger has it.</param>
public sealed record OcpiChargerBody(
    string Id,
    string Identity,
    string? ConnectorType,
    string? OcppVersion,
    string? ChargePointId,
    IReadOnlyList<OcpiEvseBody> Evses,
    string? TopologyDefaultId);

/// <summary>One physical connector: an EVSE of its own, with a single connector.</summary>
public sealed record OcpiEvseBody(string EvseUid, string? OcpiEvseId, string? OcpiConnectorId, string? TopologyId);

/// <summary>Body of <c>POST /ocpi/cpos/{cpo_id}/locations</c>.</summary>
public sealed record CreateOcpiLocationsBody(IReadOnlyList<OcpiLocationItemBody> Locations);

/// <summary>A location to be made: from a template, which then says everything, or described.</summary>
public sealed record OcpiLocationItemBody
{
    /// <summary>Slug of <c>GET /ocpp/templates/locations</c>.</summary>
    public string? Template { get; init; }

    public string? Name { get; init; }

    public string? Address { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public CoordinatesBody? Coordinates { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    public string? ParkingType { get; init; }

    public string? PostalCode { get; init; }

    public IReadOnlyList<OcpiLocationChargersBody>? Chargers { get; init; }
}

/// <summary>
/// Chargers to be made: a group (<c>template</c>, <c>charger_ids</c>, <c>chargers_number</c>) as in <c>POST /ocpp/locations/{location_id}/chargers</c>, or one charger as in
/// <c>POST /ocpp/chargers</c>. Without <c>ws_url</c> they have the CSMS of the CPO.
/// </summary>
public sealed record OcpiLocationChargersBody
{
    public ChargerTemplateBody? Template { get; init; }

    public IReadOnlyList<string>? ChargerIds { get; init; }

    public int? ChargersNumber { get; init; }

    public string? Identity { get; init; }

    public string? ChargePointName { get; init; }

    public string? BrandSlug { get; init; }

    public string? ModelSlug { get; init; }

    public string? ConnectorType { get; init; }

    public string? OcppVersion { get; init; }

    public string? WsUrl { get; init; }

    public int? SecurityProfile { get; init; }

    public string? AuthorizationKey { get; init; }

    public BehaviorBody? Behavior { get; init; }
}

/// <summary>Body of <c>PATCH /ocpi/cpos/{cpo_id}/locations/{location_id}</c>: what is absent stays, null clears.</summary>
public sealed record UpdateOcpiLocationBody
{
    public string? Name { get; init; }

    public string? Address { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public CoordinatesBody? Coordinates { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    public string? ParkingType { get; init; }
}

/// <summary>A job that makes locations.</summary>
/// <param name="Results">Null until the job is final.</param>
public sealed record OcpiLocationsJobBody(
    Guid JobId,
    string JobType,
    string Status,
    string WorkflowRunId,
    JsonElement? Error,
    OcpiLocationsJobResults? Results,
    OcpiLocationsJobProgress Progress,
    DateTime? ProvisionedAt);

/// <summary>What became of each location.</summary>
public sealed record OcpiLocationsJobResults(IReadOnlyList<Guid> LocationIds, IReadOnlyList<FailedOcpiLocation> Failed);

/// <param name="Index">Place in <c>locations</c> of the call, from 0.</param>
public sealed record FailedOcpiLocation(int Index, string Error);

/// <summary>How far a job is: locations.</summary>
public sealed record OcpiLocationsJobProgress(int Total, int Done, int Failed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OcpiLocationBody))]
[JsonSerializable(typeof(Page<OcpiLocationBody>))]
[JsonSerializable(typeof(OcpiLocationsJobBody))]
[JsonSerializable(typeof(AcceptedJobBody))]
internal sealed partial class OcpiLocationsJson : JsonSerializerContext;
