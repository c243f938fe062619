using Voltbench.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Auth;
using Voltbench.Lab.Chargers;
using Voltbench.Ocpp;

namespace Voltbench.Gateway.Csms;

/// <summary><c>ws …/csms/{organization}/{identity}</c>: the socket of the built-in CSMS (OCPP-J 1.6 §3, OCPP 2.0.1 part 4 §3).</summary>
internal static class ConnectStation
{
    private const string Subprotocols = "Offer ocpp1.6 or ocpp2.0.1 in Sec-WebSocket-Protocol.";

    public static void MapConnectStation(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/csms/{organization}/{identity}", ConnectAsync).RequireAccess(AccessRule.Anonymous).ExcludeFromDescription();

    private static async Task ConnectAsync(HttpContext http, CsmsServer csms, StationAccess access)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            await ApiResults.Problem(StatusCodes.Status426UpgradeRequired, "This is the OCPP WebSocket of the built-in CSMS.").ExecuteAsync(http);
            return;
        }

        if (Choose(http.WebSockets.WebSocketRequestedProtocols) is not { } version)
        {
            await ApiResults.BadRequest(Subprotocols).ExecuteAsync(http);
            return;
        }

        if (Station(http) is not { } station)
        {
            await ApiResults.NotFound("The address of a station is /csms/<organization id>/<identity>.").ExecuteAsync(http);
            return;
        }

        var (verdict, operatorId) = await access.DecideAsync(station, http);
        if (verdict != StationVerdict.Welcome)
        {
            await RefuseAsync(http, verdict);
            return;
        }

        // No keep-alive: it is a timer per connection, and a station's heartbeats say the same.
        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { SubProtocol = version.Subprotocol(), KeepAliveInterval = Timeout.InfiniteTimeSpan });
        await csms.RunAsync(station, version, socket, operatorId);
    }

    /// <summary>The first subprotocol the station offers that is spoken here: the order is its preference.</summary>
    private static OcppVersion? Choose(IList<string> offered)
    {
        foreach (var subprotocol in offered)
        {
            if (OcppVersions.TryParse(subprotocol, out var version) && version.Subprotocol() == subprotocol)
                return version;
        }

        return null;
    }

    private static StationId? Station(HttpContext http)
    {
        var identity = http.Request.RouteValues["identity"] as string ?? "";
        return Guid.TryParseExact(http.Request.RouteValues["organization"] as string, "D", out var organization) && ChargerIdentity.Check(identity) is null
            ? new StationId(organization, identity)
            : null;
    }

    private static Task RefuseAsync(HttpContext http, StationVerdict verdict)
    {
        if (verdict == StationVerdict.KeyRequired)
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Voltbench CSMS\", charset=\"UTF-8\"";
        var answer = verdict switch
        {
            StationVerdict.KeyRequired => ApiResults.Problem(StatusCodes.Status401Unauthorized, "The station has an authorization key; its identity and key are required as Basic authentication."),
            StationVerdict.OpenOnlyHere => ApiResults.Problem(StatusCodes.Status403Forbidden, "The station has no authorization key. Without one the CSMS is open on loopback only, unless Csms:AllowOpenRemote is set."),
            StationVerdict.CertificateRequired => ApiResults.Problem(StatusCodes.Status403Forbidden, "The station has to show its certificate, with its serial number or identity as common name (security profile 3)."),
            _ => ApiResults.NotFound("There is no such station."),
        };
        return answer.ExecuteAsync(http);
    }
}
