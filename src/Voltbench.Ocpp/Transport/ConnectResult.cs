namespace Voltbench.Ocpp.Transport;

/// <summary>Outcome of <see cref="OcppClient.ConnectAsync"/>: exactly one of the two is set.</summary>
public readonly record struct ConnectResult(OcppConnection? Connection, ConnectFailure? Failure);

/// <summary>Why there is no connection.</summary>
/// <param name="Kind">For decisions.</param>
/// <param name="Description">For a person: what happened at which host and port. Never holds a credential.</param>
/// <param name="RetryAfter">The wait that the server asked for (<c>Retry-After</c>), if it did.</param>
public sealed record ConnectFailure(ConnectFailureKind Kind, string Description, TimeSpan? RetryAfter);

/// <summary>The stage or the party that failed.</summary>
public enum ConnectFailureKind
{
    /// <summary>The host has no address.</summary>
    Dns,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>One of the stages took longer than <see cref="OcppEndpoint.ConnectTimeout"/> left it.</summary>
    Timeout,

    /// <summary>No secure connection: cipher, the client's certificate, or no TLS at all.</summary>
    Tls,

    /// <summary>The server's certificate is not to be trusted.</summary>
    Certificate,

    /// <summary>The server speaks no TLS as new as 1.2.</summary>
    TlsVersion,

    /// <summary>HTTP answered, with a status other than 101 and 401.</summary>
    HttpStatus,

    /// <summary>HTTP 401.</summary>
    Unauthorized,

    /// <summary>The server chose no subprotocol, or one that was not asked for.</summary>
    SubprotocolRefused,

    /// <summary>The answer is no WebSocket handshake.</summary>
    NotWebSocket,

    /// <summary>Anything below: reset, closed, unreachable, no local port left.</summary>
    Network,

    /// <summary>The limit of open files of this process leaves no socket.</summary>
    NoSockets,

    /// <summary><see cref="OcppClientOptions.AllowAddress"/> forbids all addresses of the host.</summary>
    NotAllowed,
}
