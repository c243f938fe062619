using System.Net;
using System.Net.Http.Headers;

namespace Voltbench.Ocpi.Transport;

/// <summary>A request as HTTP. What came from a peer (its token, its party) is looked at before it becomes a header.</summary>
internal static class RequestMessage
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Why the request cannot be sent at all; null when it can.</summary>
    public static string? Objection(OcpiRequest request)
    {
        if (!request.Url.IsAbsoluteUri || (request.Url.Scheme != Uri.UriSchemeHttp && request.Url.Scheme != Uri.UriSchemeHttps))
            return "The address of the peer is not an absolute http or https URL.";
        if (request.Token is { } token && CredentialToken.Format(token, request.TokenIsBase64) is null)
            return "The token that the peer gave has characters that a header cannot carry.";
        if (request.From is { IsValid: false } || request.To is { IsValid: false })
            return "The country code or party id of a party has characters that a header cannot carry.";
        return null;
    }

    public static HttpRequestMessage Create(OcpiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        var headers = message.Headers;
        if (request.Token is { } token)
            headers.TryAddWithoutValidation("Authorization", CredentialToken.Format(token, request.TokenIsBase64));
        headers.TryAddWithoutValidation("Accept", "application/json");
        headers.TryAddWithoutValidation("User-Agent", "Voltbench");
        headers.TryAddWithoutValidation(OcpiHeaders.RequestId, request.RequestId);
        headers.TryAddWithoutValidation(OcpiHeaders.CorrelationId, request.CorrelationId);
        if (request.Version == OcpiVersion.V221)
            AddRouting(headers, request);
        if (!request.Body.IsEmpty)
            message.Content = new ReadOnlyMemoryContent(request.Body) { Headers = { ContentType = Json } };
        return message;
    }

    private static void AddRouting(HttpRequestHeaders headers, OcpiRequest request)
    {
        if (request.To is { } to)
        {
            headers.TryAddWithoutValidation(OcpiHeaders.ToCountryCode, to.CountryCode);
            headers.TryAddWithoutValidation(OcpiHeaders.ToPartyId, to.PartyId);
        }

        if (request.From is { } from)
        {
            headers.TryAddWithoutValidation(OcpiHeaders.FromCountryCode, from.CountryCode);
            headers.TryAddWithoutValidation(OcpiHeaders.FromPartyId, from.PartyId);
        }
    }
}
