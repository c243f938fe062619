using System.Globalization;

namespace Voltbench.Ocpp.Transport;

/// <summary>Judges the answer to an opening handshake (RFC 6455 §4.1, OCPP-J 1.6 §3.1.2).</summary>
internal static class UpgradeVerdict
{
    /// <summary>Null when the connection is a WebSocket with the subprotocol that was asked for.</summary>
    public static ConnectFailure? Judge(UpgradeResponse response, OcppEndpoint endpoint, string key, TimeProvider time)
    {
        var url = endpoint.Url;
        if (response.Status != 101)
            return Status(response, endpoint, time);
        if (!response.HasToken("Upgrade", "websocket") || !response.HasToken("Connection", "Upgrade"))
            return Failures.NotWebSocket(url, "answered 101 without upgrading to WebSocket");
        if (!string.Equals(response.Single("Sec-WebSocket-Accept"), UpgradeRequest.AcceptFor(key), StringComparison.Ordinal))
            return Failures.NotWebSocket(url, "answered with a wrong Sec-WebSocket-Accept: it did not read this handshake");
        if (response.Has("Sec-WebSocket-Extensions"))
            return Failures.NotWebSocket(url, "switched on a WebSocket extension that was not offered");
        return Subprotocol(response, endpoint);
    }

    private static ConnectFailure? Subprotocol(UpgradeResponse response, OcppEndpoint endpoint)
    {
        if (!response.Has("Sec-WebSocket-Protocol"))
        {
            return new ConnectFailure(
                ConnectFailureKind.SubprotocolRefused,
                $"{Failures.At(endpoint.Url)} does not speak {endpoint.Subprotocol}: it chose no subprotocol",
                RetryAfter: null);
        }

        // The name is a token of the exact case (RFC 6455 §11.3.4); servers that answer OCPP1.6 exist and mean the same.
        var chosen = response.Single("Sec-WebSocket-Protocol");
        if (string.Equals(chosen, endpoint.Subprotocol, StringComparison.OrdinalIgnoreCase))
            return null;
        return new ConnectFailure(
            ConnectFailureKind.SubprotocolRefused,
            chosen is null
                ? $"{Failures.At(endpoint.Url)} does not speak {endpoint.Subprotocol}: it chose several subprotocols"
                : $"{Failures.At(endpoint.Url)} does not speak {endpoint.Subprotocol}: it chose '{PeerText.Clean(chosen, 40, endpoint.Credentials())}'",
            RetryAfter: null);
    }

    private static ConnectFailure Status(UpgradeResponse response, OcppEndpoint endpoint, TimeProvider time)
    {
        var secret = endpoint.Credentials();
        var reason = PeerText.Clean(response.Reason, 80, secret);
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status}{(reason.Length == 0 ? "" : " ")}{reason}");
        var advice = response.Status switch
        {
            200 => ": it serves HTTP at this path, not WebSocket",
            >= 300 and < 400 => ": redirected to " + Location(response, endpoint, secret),
            400 => ": it refuses the handshake, perhaps the subprotocol " + endpoint.Subprotocol,
            401 => secret is null ? ": it wants credentials, none are set" : ": it refuses the user or the password",
            403 => ": this charge point may not connect",
            404 => ": no such path or charge point",
            426 => ": it wants " + (response.Single("Upgrade") is { } upgrade ? PeerText.Clean(upgrade, 40, secret) : "another protocol"),
            429 or 503 => ": it is busy",
            _ => "",
        };
        return new ConnectFailure(
            response.Status == 401 ? ConnectFailureKind.Unauthorized : ConnectFailureKind.HttpStatus,
            $"{Failures.At(endpoint.Url)} answered {status}{advice}",
            RetryAfter(response, time));
    }

    // Credentials and query of the target stay out: both may hold secrets.
    private static string Location(UpgradeResponse response, OcppEndpoint endpoint, (string User, string Password)? secret)
    {
        if (response.Single("Location") is not { Length: > 0 } location)
            return "nowhere";
        if (!Uri.TryCreate(endpoint.Url, location, out var target))
            return "an address that is none";

        var port = target.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{target.Port}");
        return PeerText.Clean($"{target.Scheme}://{target.Host}{port}{target.AbsolutePath}", 200, secret) + ", which OCPP does not follow";
    }

    private static TimeSpan? RetryAfter(UpgradeResponse response, TimeProvider time)
    {
        if (response.Single("Retry-After") is not { } value)
            return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParseExact(
                value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;

        var wait = at - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
