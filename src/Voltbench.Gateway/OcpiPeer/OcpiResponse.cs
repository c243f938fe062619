using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>An answer as HTTP: envelope, page headers, routing headers.</summary>
internal static class OcpiResponse
{
    /// <returns>The body that was written.</returns>
    public static async Task<ReadOnlyMemory<byte>> WriteAsync(HttpContext http, OcpiAnswer answer, OcpiVersion version, DateTimeOffset now)
    {
        var body = answer.Write(version, now);
        var response = http.Response;
        response.StatusCode = answer.HttpStatus;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        if (answer.HttpStatus == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = CredentialToken.Scheme;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        if (answer.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(body, http.RequestAborted);
        return body;
    }

    /// <summary>Link, X-Total-Count and X-Limit (transport_and_format, Paginated Response).</summary>
    public static void AddPage(OcpiCall call, OcpiAnswer answer)
    {
        if (answer.Total is not { } total)
            return;
        var headers = call.Http.Response.Headers;
        headers[OcpiHeaders.TotalCount] = total.ToString(CultureInfo.InvariantCulture);
        headers[OcpiHeaders.Limit] = call.Page.Limit.ToString(CultureInfo.InvariantCulture);
        if (answer.HasNext)
            headers.Link = LinkHeader.Next(NextUrl(call));
    }

    /// <summary>Of functional modules in 2.2.1: back to who asked, from our party (Message Routing Headers, Direct response).</summary>
    public static void AddRouting(OcpiCall call, PartyAddress? requester)
    {
        if (call.Version != OcpiVersion.V221 || call.Route.IsConfiguration)
            return;
        var headers = call.Http.Response.Headers;
        headers[OcpiHeaders.FromCountryCode] = call.Party.CountryCode;
        headers[OcpiHeaders.FromPartyId] = call.Party.PartyId;
        if (requester is { } to)
        {
            headers[OcpiHeaders.ToCountryCode] = to.CountryCode;
            headers[OcpiHeaders.ToPartyId] = to.PartyId;
        }
    }

    /// <summary>The same request with the next offset: every filter stays, also those that only the module knows.</summary>
    private static Uri NextUrl(OcpiCall call)
    {
        var request = call.Http.Request;
        var path = request.Path.ToUriComponent();
        var prefix = PartyLinks.Prefix(call.Version, call.Route.Role);
        var query = new QueryBuilder
        {
            { "offset", (call.Page.Offset + call.Page.Limit).ToString(CultureInfo.InvariantCulture) },
            { "limit", call.Page.Limit.ToString(CultureInfo.InvariantCulture) },
        };
        foreach (var (name, values) in request.Query)
        {
            if (name is not ("offset" or "limit"))
                query.Add(name, values.Select(static value => value ?? ""));
        }

        return new Uri($"{call.BaseUrl}{path[prefix.Length..]}{query.ToQueryString().ToUriComponent()}");
    }
}
