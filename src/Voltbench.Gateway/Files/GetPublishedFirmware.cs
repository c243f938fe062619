using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Lab.Files;

namespace Voltbench.Gateway.Files;

/// <summary><c>GET /files/published/{charger_id}/{checksum}</c>: firmware that a simulated local controller offers (OCPP 2.0.1 L03); sends on to where it came from.</summary>
internal static class GetPublishedFirmware
{
    public static void MapGetPublishedFirmware(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/published/{charger_id}/{checksum}", GetAsync).RequireAccess(AccessRule.Anonymous).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(HttpContext http, PublishedFirmware published, CancellationToken ct)
    {
        var values = http.Request.RouteValues;
        var source = await published.FindAsync(values["charger_id"] as string ?? "", values["checksum"] as string ?? "", ct);
        return source is null ? ApiResults.NotFound("No such firmware is published.") : TypedResults.Redirect(source.AbsoluteUri);
    }
}
