namespace Voltbench.Ocpp.Transport;

/// <summary>Where a charge point connects to, and how.</summary>
public sealed record OcppEndpoint
{
    /// <summary>
    /// Absolute <c>ws</c> or <c>wss</c> address that ends in the percent-encoded identity (OCPP-J 1.6 §3.1.1); see <see cref="OcppUrl.For"/>.
    /// A query is sent, a fragment is not. Credentials in it are used when <see cref="Password"/> is null.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>The one subprotocol to ask for, <c>ocpp1.6</c> or <c>ocpp2.0.1</c>.</summary>
    public required string Subprotocol { get; init; }

    /// <summary>User of Basic authentication: the identity. Null sends none.</summary>
    public string? User { get; init; }

    /// <summary>Password of Basic authentication.</summary>
    public string? Password { get; init; }

    /// <summary>TLS of a <c>wss</c> address; null verifies against the roots of the machine.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>For all of name, TCP, TLS and upgrade together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A longer message closes the connection with 1009. Bytes, at least 1.</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <summary>Between WebSocket pings; zero sends none (OCPP 1.6 WebSocketPingInterval, OCPP 2.0.1 OCPPCommCtrlr.WebSocketPingInterval).</summary>
    public TimeSpan PingInterval { get; init; }

    /// <summary>A ping without a pong for so long ends the connection; zero waits for ever.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Host, port and subprotocol. Never credentials, path or query: this text ends in logs.</summary>
    public override string ToString() => $"{Url.Scheme}://{Url.Host}:{Url.Port} ({Subprotocol})";

    /// <summary>The Basic credentials to send, from the properties or else from the address.</summary>
    internal (string User, string Password)? Credentials()
    {
        if (Password is not null)
            return (User ?? "", Password);

        var info = Url.UserInfo;
        if (info.Length == 0)
            return null;

        var colon = info.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (Uri.UnescapeDataString(info), "")
            : (Uri.UnescapeDataString(info[..colon]), Uri.UnescapeDataString(info[(colon + 1)..]));
    }
}
