using System.Text.Json;
using Voltbench.Gateway.Behavior;

namespace Voltbench.Gateway.Chargers;

/// <summary>A charger.</summary>
/// <param name="MaxChargingPower">W, from the catalog.</param>
/// <param name="NumberOfConnectors">From the catalog.</param>
/// <param name="WsUrl">Address of its CSMS without credentials.</param>
/// <param name="SecurityProfile">0–3.</param>
/// <param name="Behavior">What was given of it.</param>
public sealed record ChargerBody(
    string Id,
    string Identity,
    string? Name,
    string? VendorName,
    string? Model,
    string? ImageUrl,
    string? OcppVersion,
    int? NumberOfConnectors,
    double? MaxChargingPower,
    string? ConnectorType,
    Guid? LocationId,
    DateTime? CreatedAt,
    DateTime? UpdatedAt,
    string WsUrl,
    int SecurityProfile,
    JsonElement Behavior,
    ChargerRuntimeBody Runtime);

/// <summary>What the charger does now.</summary>
/// <param name="Desired"><c>running</c> or <c>stopped</c>.</param>
/// <param name="Connection"><c>connected</c>, <c>connecting</c>, <c>disconnected</c> or <c>stopped</c>.</param>
/// <param name="BootStatus">Answer to the last BootNotification.</param>
/// <param name="LastError">The last failure in words; null when there was none since the last success.</param>
/// <param name="Connectors">One object per connector: evse_id, connector_id, status, error_code, transaction_id, id_tag, power_w, meter_wh, soc_percent; cost and display where there is something to tell the driver.</param>
public sealed record ChargerRuntimeBody(
    string Desired,
    string Connection,
    string? BootStatus,
    DateTime? ConnectedSince,
    string? LastError,
    JsonElement Connectors);

/// <summary>Body of <c>POST /ocpp/chargers</c>.</summary>
public sealed record CreateChargerBody(
    string Identity,
    string BrandSlug,
    string ModelSlug,
    string ConnectorType,
    string WsUrl,
    string OcppVersion,
    Guid? LocationId,
    string? LocationName,
    string? ChargePointName,
    int? SecurityProfile,
    string? AuthorizationKey,
    BehaviorBody? Behavior);

/// <summary>Body of <c>PUT /ocpp/chargers/{charger_id}</c>: only what is supplied changes.</summary>
public sealed record UpdateChargerBody(
    string? ChargePointName,
    string? ConnectorType,
    Guid? LocationId,
    string? WsUrl,
    string? OcppVersion,
    int? SecurityProfile,
    string? AuthorizationKey,
    BehaviorBody? Behavior = null);

/// <summary>Answer of <c>POST /ocpp/chargers</c>.</summary>
public sealed record CreatedChargerBody(string ChargerId, string Identity, string Status, string StatusUrl, string WorkflowRunId);

/// <summary>Answer of <c>GET /ocpp/chargers/{charger_id}/status</c>.</summary>
public sealed record ChargerStatusBody(
    string ChargerId,
    string Status,
    string WorkflowRunId,
    JsonElement? Error,
    DateTime? ProvisionedAt,
    string Connection,
    string? BootStatus);
