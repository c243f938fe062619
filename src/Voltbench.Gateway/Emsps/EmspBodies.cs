using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.Emsps;

/// <summary>Who a simulated eMSP is.</summary>
/// <param name="Role">Always <c>EMSP</c>.</param>
public sealed record EmspPartyBody(string CountryCode, string PartyId, string Role);

/// <summary>A simulated eMSP.</summary>
public sealed record EmspBody
{
    public required string EmspId { get; init; }

    public required EmspPartyBody Party { get; init; }

    public required string Name { get; init; }

    public required string OcpiVersion { get; init; }

    /// <summary>Its versions endpoint, for CPOs that register with it.</summary>
    public required string OcpiPeerUrl { get; init; }

    /// <summary>The token to register with, in the answer of the POST only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TokenA { get; init; }

    /// <summary>CPOs it is registered with.</summary>
    public required IReadOnlyList<EmspPeerBody> Peers { get; init; }

    public required string ReportUrl { get; init; }

    public required string DestroyUrl { get; init; }

    public required DateTime? ExpiresAt { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public static EmspBody Of(EmspRow row, IReadOnlyList<Peer> peers, string? token = null) => new()
    {
        EmspId = row.Id.ToString(CultureInfo.InvariantCulture),
        Party = new EmspPartyBody(row.CountryCode, row.PartyId, "EMSP"),
        Name = row.Name,
        OcpiVersion = row.OcpiVersion,
        OcpiPeerUrl = PartyLinks.Versions(row.ToParty(Guid.Empty), row.PublicBase),
        TokenA = token,
        Peers = peers.Select(EmspPeerBody.Of).ToList(),
        ReportUrl = $"/ocpi/emsps/{row.Id}/report",
        DestroyUrl = $"/ocpi/emsps/{row.Id}",
        ExpiresAt = row.ExpiresAt?.UtcDateTime,
        CreatedAt = row.CreatedAt.UtcDateTime,
        UpdatedAt = row.UpdatedAt.UtcDateTime,
    };
}

/// <summary>A CPO that an eMSP is registered with.</summary>
/// <param name="Endpoints">What it offers.</param>
public sealed record EmspPeerBody(
    long PeerId, string CountryCode, string PartyId, string OcpiVersion, string VersionsUrl, IReadOnlyList<EmspEndpointBody> Endpoints, DateTime RegisteredAt)
{
    public static EmspPeerBody Of(Peer peer) => new(
        peer.Id,
        peer.CountryCode,
        peer.PartyId,
        peer.Version.Number(),
        peer.VersionsUrl,
        peer.Endpoints.Select(static e => new EmspEndpointBody(e.Module, e.Side.Name(), e.Url.ToString())).ToList(),
        peer.CreatedAt.UtcDateTime);
}

/// <param name="Module">As on the wire.</param>
/// <param name="Role"><c>SENDER</c> or <c>RECEIVER</c>; 2.1.1 does not say it, there it follows from the module.</param>
public sealed record EmspEndpointBody(string Module, string Role, string Url);

/// <summary>Body of <c>POST /ocpi/emsps</c>.</summary>
public sealed record CreateEmspBody
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Three of A–Z and 0–9.</summary>
    public required string PartyId { get; init; }

    /// <summary>For people; default from country and party.</summary>
    public string? Name { get; init; }

    /// <summary><c>2.2.1</c> (default) or <c>2.1.1</c>.</summary>
    public string? OcpiVersion { get; init; }

    /// <summary>60…604800 s, default 3600; null = never.</summary>
    public int? TtlSeconds { get; init; }
}

/// <summary>Body of <c>POST /ocpi/emsps/{emsp_id}/handshake</c>: the <c>credentials_payload</c> of a CPO's create answer.</summary>
/// <param name="Token">The CPO's token A.</param>
/// <param name="Url">The CPO's versions endpoint.</param>
public sealed record HandshakeBody(string Token, string Url);

/// <summary>A token of a simulated eMSP.</summary>
/// <param name="Allowed">What a CPO is told that asks in real time.</param>
/// <param name="Token">The object on the wire.</param>
public sealed record EmspTokenBody(string Uid, string Type, string Allowed, JsonElement Token)
{
    public static EmspTokenBody Of(EmspToken token) => new(token.Uid, token.Type, token.Allowed, JsonElement.Parse(token.Body));
}

/// <summary>Body of <c>POST /ocpi/emsps/{emsp_id}/tokens</c>: one of these, or a list of up to 1,000.</summary>
public sealed record PutEmspTokenBody
{
    /// <summary>Up to 36 characters.</summary>
    public required string Uid { get; init; }

    /// <summary><c>RFID</c> (default), <c>APP_USER</c>, <c>AD_HOC_USER</c>, <c>OTHER</c>; 2.1.1 has <c>RFID</c> and <c>OTHER</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Default: made of country, party and uid.</summary>
    public string? ContractId { get; init; }

    public string? VisualNumber { get; init; }

    /// <summary>Default: the name of the eMSP.</summary>
    public string? Issuer { get; init; }

    /// <summary>2.2.1 only.</summary>
    public string? GroupId { get; init; }

    /// <summary>Default true.</summary>
    public bool? Valid { get; init; }

    /// <summary><c>ALWAYS</c> (default), <c>ALLOWED</c>, <c>ALLOWED_OFFLINE</c>, <c>NEVER</c>.</summary>
    public string? Whitelist { get; init; }

    /// <summary>ISO 639-1.</summary>
    public string? Language { get; init; }

    /// <summary>Answer to a real-time authorization: <c>ALLOWED</c> (default), <c>BLOCKED</c>, <c>EXPIRED</c>, <c>NO_CREDIT</c>, <c>NOT_ALLOWED</c>.</summary>
    public string? Allowed { get; init; }
}

/// <summary>The tokens that were stored.</summary>
public sealed record EmspTokensBody(IReadOnlyList<EmspTokenBody> Data);

/// <summary>Body of <c>POST /ocpi/emsps/{emsp_id}/pull</c>.</summary>
public sealed record PullBody
{
    /// <summary><c>locations</c>, <c>tariffs</c>, <c>sessions</c> or <c>cdrs</c>.</summary>
    public required string Module { get; init; }

    /// <summary>Only what changed since.</summary>
    public DateTime? DateFrom { get; init; }

    /// <summary>Objects of a page, 1–1000.</summary>
    public int? Limit { get; init; }

    /// <summary>Needed when there is more than one CPO.</summary>
    public int? PeerId { get; init; }
}

/// <summary>What a pull brought.</summary>
/// <param name="Added">Objects that were not known before.</param>
/// <param name="Faults">Objects that break a rule of the standard; they are not kept.</param>
/// <param name="Error">Why it ended before the last page.</param>
public sealed record PullReportBody(string Module, int Pages, int Objects, int Added, int? Total, IReadOnlyList<string> Faults, string? Error)
{
    public static PullReportBody Of(PullReport report) =>
        new(report.Module, report.Pages, report.Objects, report.Added, report.Total, report.Faults, report.Error);
}

/// <summary>An object that an eMSP was told of.</summary>
/// <param name="Times">How often it came, pushed or pulled.</param>
/// <param name="Object">The object on the wire.</param>
public sealed record ReceivedObjectBody(
    string Module, long PeerId, string CountryCode, string PartyId, string Id, DateTime? LastUpdated, DateTime ReceivedAt, int Times, JsonElement Object)
{
    public static ReceivedObjectBody Of(ReceivedObject o) => new(
        o.Module, o.PeerId, o.CountryCode, o.PartyId, o.Id, o.LastUpdated?.UtcDateTime, o.ReceivedAt.UtcDateTime, o.Times, JsonElement.Parse(o.Body));
}

/// <summary>A command that an eMSP sent.</summary>
/// <param name="Request">What was sent.</param>
/// <param name="Response">What the CPO answered at once.</param>
/// <param name="Error">Why there is no proper answer.</param>
/// <param name="Result">What the CPO posted later.</param>
public sealed record EmspCommandBody(
    Guid CommandId, string Command, long PeerId, string StatusUrl, JsonElement Request, JsonElement? Response, string? Error, JsonElement? Result, DateTime CreatedAt, DateTime? DoneAt)
{
    public static EmspCommandBody Of(long emspId, EmspCommand command) => new(
        command.Id,
        command.Command,
        command.PeerId,
        $"/ocpi/emsps/{emspId}/commands/{command.Id}",
        JsonElement.Parse(command.Body),
        Json(command.Response),
        command.Error,
        Json(command.Result),
        command.CreatedAt.UtcDateTime,
        command.DoneAt?.UtcDateTime);

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}

/// <summary>Body of <c>POST /ocpi/emsps/{emsp_id}/commands/{command}</c>; which members are needed depends on the command.</summary>
public sealed record SendCommandBody
{
    /// <summary>Uid of a token of the eMSP.</summary>
    public string? TokenUid { get; init; }

    /// <summary>When tokens of several types have the uid.</summary>
    public string? TokenType { get; init; }

    public string? LocationId { get; init; }

    public string? EvseUid { get; init; }

    public string? ConnectorId { get; init; }

    public string? SessionId { get; init; }

    /// <summary>A number in 2.1.1.</summary>
    public string? ReservationId { get; init; }

    public DateTime? ExpiryDate { get; init; }

    /// <summary>2.2.1 only.</summary>
    public string? AuthorizationReference { get; init; }

    /// <summary>How long to wait for the result, 0–120 s, default 0.</summary>
    public int? WaitSeconds { get; init; }

    /// <summary>Needed when there is more than one CPO.</summary>
    public int? PeerId { get; init; }
}

/// <summary>Body of <c>PUT /ocpi/emsps/{emsp_id}/charging-profiles/{session_id}</c>.</summary>
/// <param name="ChargingProfile">The ChargingProfile object of 2.2.1.</param>
/// <param name="WaitSeconds">How long to wait for the result, 0–120 s, default 0.</param>
/// <param name="PeerId">Needed when there is more than one CPO.</param>
public sealed record PutChargingProfileBody(JsonElement ChargingProfile, int? WaitSeconds, int? PeerId);

/// <summary>Body of <c>POST /ocpi/emsps/{emsp_id}/requests</c>: any request to the CPO, right or wrong.</summary>
public sealed record SendRequestBody
{
    /// <summary><c>GET</c>, <c>POST</c>, <c>PUT</c>, <c>PATCH</c> or <c>DELETE</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Module as on the wire.</summary>
    public required string Module { get; init; }

    /// <summary><c>SENDER</c> (default) or <c>RECEIVER</c>: which endpoint of the module.</summary>
    public string? Role { get; init; }

    /// <summary>Behind the endpoint's URL, with its query.</summary>
    public string? Path { get; init; }

    public JsonElement? Body { get; init; }

    /// <summary>Needed when there is more than one CPO.</summary>
    public int? PeerId { get; init; }
}

/// <summary>What the CPO answered to a request.</summary>
/// <param name="Outcome"><c>answered</c>, <c>http_error</c>, <c>refused</c>, <c>unreachable</c>, <c>timeout</c>, <c>garbage</c>, <c>too_large</c>, <c>redirected</c>.</param>
/// <param name="Detail">What went wrong.</param>
public sealed record RequestAnswerBody(string Outcome, int? HttpStatus, int? StatusCode, string? StatusMessage, JsonElement? Data, int? TotalCount, string? NextLink, string? Detail);

/// <summary>What a simulated eMSP saw.</summary>
/// <param name="Objects">Objects of each module.</param>
/// <param name="Markdown">The same for people.</param>
public sealed record EmspReportBody(string EmspId, IReadOnlyDictionary<string, long> Objects, long Tokens, long Commands, string Markdown);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EmspBody))]
[JsonSerializable(typeof(Page<EmspBody>))]
[JsonSerializable(typeof(EmspPeerBody))]
[JsonSerializable(typeof(EmspTokensBody))]
[JsonSerializable(typeof(Page<EmspTokenBody>))]
[JsonSerializable(typeof(PullReportBody))]
[JsonSerializable(typeof(Page<ReceivedObjectBody>))]
[JsonSerializable(typeof(EmspCommandBody))]
[JsonSerializable(typeof(Page<EmspCommandBody>))]
[JsonSerializable(typeof(RequestAnswerBody))]
[JsonSerializable(typeof(EmspReportBody))]
internal sealed partial class EmspsJson : JsonSerializerContext;
