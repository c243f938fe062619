using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Voltbench.Ocpi.Transport;

/// <summary>An HTTP answer to an outcome.</summary>
internal static class AnswerReader
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 64 };

    public static OcpiOutcome Read(OcpiRequest request, HttpResponseMessage response, AnswerBody body)
    {
        var status = (int)response.StatusCode;
        var name = PeerName.Of(request.Url);
        var outcome = new OcpiOutcome(OcpiOutcomeKind.HttpError) { HttpStatus = status, RetryAfter = RetryAfter(response) };
        if (body.IsTooLarge)
            return outcome with { Kind = OcpiOutcomeKind.TooLarge, Detail = $"{name} sent an answer that is longer than allowed." };
        if (status is >= 300 and < 400)
            return outcome with { Kind = OcpiOutcomeKind.Redirected, Detail = $"{name} answered with the redirect HTTP {status}, which is not followed." };

        var fault = TryRead(body.Bytes, out var envelope);
        if (fault is null)
        {
            outcome = outcome with
            {
                StatusCode = envelope.StatusCode,
                StatusMessage = envelope.StatusMessage is { } text ? PeerText.Clean(text, request.Token) : null,
                Data = envelope.Data,
            };
        }

        if (status is < 200 or >= 300)
        {
            var said = outcome.StatusCode is { } code ? $" with OCPI status {code}{Quote(outcome.StatusMessage)}" : "";
            return outcome with { Detail = $"{name} answered HTTP {status}{said}." };
        }

        if (fault is not null)
            return outcome with { Kind = OcpiOutcomeKind.Garbage, Detail = $"{name} answered HTTP {status} without an OCPI envelope: {fault}{ContentType(response)}." };

        return outcome with
        {
            Kind = OcpiOutcomeKind.Answered,
            NextLink = response.Headers.TryGetValues("Link", out var links) ? LinkHeader.FindNext(links, request.Url) : null,
            TotalCount = Number(response, OcpiHeaders.TotalCount),
            Limit = Number(response, OcpiHeaders.Limit),
            Location = Location(request, response),
            Detail = OcpiStatus.IsSuccess(envelope.StatusCode) ? null : $"{name} answered OCPI status {envelope.StatusCode}{Quote(outcome.StatusMessage)}.",
        };
    }

    /// <returns>What is wrong with it; null when it is an envelope.</returns>
    private static string? TryRead(ReadOnlyMemory<byte> body, out (int StatusCode, string? StatusMessage, JsonElement? Data) envelope)
    {
        envelope = default;
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.IsEmpty)
            return "it has no body";
        if (!Utf8.IsValid(body.Span))
            return "it is not UTF-8";
        try
        {
            // Not pooled: the data lives as long as the outcome.
            var root = JsonElement.Parse(Surrogates.Mend(body).Span, Json);
            if (root.ValueKind != JsonValueKind.Object)
                return "it is no JSON object";
            if (!root.TryGetProperty("status_code"u8, out var code))
                return "status_code is missing";
            if (code.ValueKind != JsonValueKind.Number || !code.TryGetInt32(out var number) || number is < 1000 or > 9999)
                return "status_code is no number of four digits";
            envelope = (number, Text(root), root.TryGetProperty("data"u8, out var data) && data.ValueKind != JsonValueKind.Null ? data : null);
            return null;
        }
        catch (JsonException)
        {
            return "it is no JSON";
        }
    }

    private static string? Text(JsonElement root) =>
        root.TryGetProperty("status_message"u8, out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;

    private static string Quote(string? message) => message is { Length: > 0 } ? $" \"{message}\"" : "";

    private static string ContentType(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type && type != "application/json" ? $" (content type {PeerText.Clean(type, token: null)})" : "";

    private static int? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Uri? Location(OcpiRequest request, HttpResponseMessage response) =>
        response.Headers.TryGetValues("Location", out var values)
        && Uri.TryCreate(request.Url, values.First(), out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values)
            || !int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        var wait = TimeSpan.FromSeconds(seconds);
        return wait > LongestRetryAfter ? LongestRetryAfter : wait;
    }
}
