using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;

namespace Voltbench.Gateway.Cpos;

/// <summary>Who a CPO is to its peers.</summary>
/// <param name="CountryCode">ISO 3166-1 alpha-2.</param>
/// <param name="PartyId">Three characters; may differ from the one asked for.</param>
/// <param name="Role"><c>CPO</c>.</param>
public sealed record PartyBody(string CountryCode, string PartyId, string Role);

/// <summary>How much a CPO has.</summary>
public sealed record TopologyBody(int Locations, int Chargers, int Evses, int Connectors);

/// <summary>A CPO.</summary>
/// <param name="CpoId">Decimal number.</param>
/// <param name="NamePrefix">Its name; the names of its locations begin with it.</param>
/// <param name="OcpiPeerUrl">The versions endpoint, where an eMSP begins.</param>
/// <param name="ReportUrl">Path; the token in the report is masked.</param>
/// <param name="DestroyUrl">Path to be sent a DELETE.</param>
/// <param name="ExpiresAt">When it is destroyed by itself; null: never.</param>
/// <param name="OcpiVersion"><c>2.1.1</c> or <c>2.2.1</c>.</param>
/// <param name="Seed">What its data was drawn from.</param>
/// <param name="Status"><c>PENDING</c>, <c>PROVISIONING</c>, <c>READY</c> or <c>FAILED</c>.</param>
public sealed record CpoBody(
    string CpoId,
    PartyBody Party,
    string NamePrefix,
    string Template,
    string TemplateVersion,
    string OcpiPeerUrl,
    TopologyBody Topology,
    string ReportUrl,
    string DestroyUrl,
    DateTime? ExpiresAt,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    string OcpiVersion,
    long Seed,
    string Status);

/// <summary>Answer of <c>POST /ocpi/cpos</c>, the only one with the token.</summary>
/// <param name="TokenA">For the handshake, once.</param>
/// <param name="ReportUrl">Path with the secret that shows the token in the report.</param>
/// <param name="Topology">What it will have.</param>
public sealed record CreatedCpoBody(
    string CpoId,
    PartyBody Party,
    string NamePrefix,
    string Template,
    string TemplateVersion,
    string TokenA,
    string OcpiPeerUrl,
    TopologyBody Topology,
    string StatusUrl,
    string ReportUrl,
    string DestroyUrl,
    RoamHelperBody RoamHelper,
    string WorkflowRunId,
    string Status,
    DateTime? ExpiresAt,
    string OcpiVersion,
    long Seed);

/// <summary>What an eMSP is to be given.</summary>
/// <param name="CurlSnippet">A command that shows the versions of the CPO.</param>
public sealed record RoamHelperBody(CredentialsPayloadBody CredentialsPayload, string CurlSnippet);

/// <param name="Token">Token A.</param>
/// <param name="Url">The versions endpoint.</param>
public sealed record CredentialsPayloadBody(string Token, string Url);

/// <summary>Body of <c>POST /ocpi/cpos</c>.</summary>
/// <param name="Template">Slug of <c>GET /ocpi/templates/cpos</c>.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2.</param>
/// <param name="PartyId">Three of A–Z and 0–9.</param>
/// <param name="NamePrefix">Default: the template's.</param>
/// <param name="Role"><c>cpo</c>.</param>
/// <param name="OcpiVersion"><c>2.2.1</c> (default) or <c>2.1.1</c>.</param>
/// <param name="Seed">Same template and same seed give the same data; default 0.</param>
/// <param name="TtlSeconds">60…604800, default 3600; null: it lives until it is deleted.</param>
/// <param name="WsUrl">CSMS of its chargers; default: the built-in one.</param>
public sealed record CreateCpoBody(
    string Template,
    string CountryCode,
    string PartyId,
    string? NamePrefix,
    string? Role,
    string? OcpiVersion,
    long? Seed,
    int? TtlSeconds,
    CpoOverridesBody? Overrides,
    string? WsUrl);

/// <summary>Within the caps of the template.</summary>
public sealed record CpoOverridesBody(int? Locations, int? ChargersPerLocation);

/// <summary>Answer of <c>GET /ocpi/cpos/{cpo_id}/status</c>.</summary>
/// <param name="Progress">Null while PENDING.</param>
public sealed record CpoStatusBody(
    string CpoId,
    string Status,
    string StatusUrl,
    string WorkflowRunId,
    JsonElement? Error,
    CpoProgressBody? Progress,
    DateTime? ProvisionedAt,
    DateTime CreatedAt,
    DateTime UpdatedAt);

public sealed record CpoProgressBody(CountBody Locations, CountBody Chargers);

public sealed record CountBody(int Done, int Total);

/// <summary>Answer of <c>GET /ocpi/cpos/{cpo_id}/report</c>.</summary>
public sealed record CpoReportBody(string CpoId, string Markdown);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CpoBody))]
[JsonSerializable(typeof(Page<CpoBody>), TypeInfoPropertyName = "CpoPage")]
[JsonSerializable(typeof(CreatedCpoBody))]
[JsonSerializable(typeof(CpoStatusBody))]
[JsonSerializable(typeof(CpoReportBody))]
internal sealed partial class CposJson : JsonSerializerContext;
