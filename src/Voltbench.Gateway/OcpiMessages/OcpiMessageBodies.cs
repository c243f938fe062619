using System.Text.Json.Serialization;
using Voltbench.Lab.Ocpi.Messages;

namespace Voltbench.Gateway.OcpiMessages;

/// <summary>One exchange with a peer.</summary>
/// <param name="Direction"><c>in</c>: the peer called; <c>out</c>: we called.</param>
/// <param name="PeerId">Null before the handshake.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">As it was called; secrets are masked.</param>
/// <param name="Module">Of OCPI; null for a path that is none.</param>
/// <param name="RequestId">X-Request-ID.</param>
/// <param name="CorrelationId">X-Correlation-ID.</param>
/// <param name="Request">Body of the request, at most 64 KiB; tokens of credentials are masked.</param>
/// <param name="HttpStatus">Null when no answer came.</param>
/// <param name="StatusCode">Of OCPI; null without an envelope.</param>
/// <param name="Response">Body of the answer, or what went wrong when none came.</param>
/// <param name="Milliseconds">From the request to the whole answer.</param>
/// <param name="Timestamp">When the request began, UTC.</param>
public sealed record OcpiMessageBody(
    string Direction, string? PeerId, string Method, string Url, string? Module, string? RequestId, string? CorrelationId, string? Request, int? HttpStatus,
    int? StatusCode, string? Response, double? Milliseconds, DateTime Timestamp)
{
    internal static OcpiMessageBody Of(MessageRow row) => new(
        row.Direction, row.PeerId?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Method, row.Url, row.Module, row.RequestId, row.CorrelationId, row.Request,
        row.HttpStatus, row.StatusCode, row.Response, row.Milliseconds, row.At.UtcDateTime);
}

/// <summary>A part of a party's message log.</summary>
public sealed record OcpiMessagePage(IReadOnlyList<OcpiMessageBody> Data, long Total, int Limit, int Offset);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OcpiMessagePage))]
internal sealed partial class OcpiMessagesJson : JsonSerializerContext;
