using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Voltbench.Ocpp.Transport;

/// <summary>The words for each way in which a connect fails.</summary>
internal static class Failures
{
    public static ConnectFailure Dns(Uri url, Exception? error) => new(
        ConnectFailureKind.Dns,
        error is SocketException { SocketErrorCode: SocketError.TryAgain }
            ? $"cannot resolve host '{url.IdnHost}': no name server answered"
            : $"cannot resolve host '{url.IdnHost}': no such name or no address",
        RetryAfter: null);

    public static ConnectFailure NotAllowed(Uri url, IPAddress address) => new(
        ConnectFailureKind.NotAllowed, $"connecting to {At(url)} ({address}) is not allowed here", RetryAfter: null);

    public static ConnectFailure NoSockets(Uri url, SocketBudget budget) => new(
        ConnectFailureKind.NoSockets, $"not connected to {At(url)}: {budget.Advice}", RetryAfter: null);

    public static ConnectFailure Dial(Uri url, IPAddress address, SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new(
            ConnectFailureKind.Refused, $"nothing listens at {At(url)} ({address}): connection refused", RetryAfter: null),
        SocketError.TimedOut => new(
            ConnectFailureKind.Timeout, $"{At(url)} ({address}) does not answer: TCP connect timed out", RetryAfter: null),
        SocketError.TooManyOpenSockets => new(
            ConnectFailureKind.NoSockets, "this process has no file descriptor left for another connection (ulimit -n)", RetryAfter: null),
        SocketError.AddressNotAvailable => new(
            ConnectFailureKind.Network, $"no local port left for another connection to {At(url)} ({address})", RetryAfter: null),
        _ => new(
            ConnectFailureKind.Network, $"cannot reach {At(url)} ({address}): {Cause(error)}", RetryAfter: null),
    };

    public static ConnectFailure Timeout(Uri url, ConnectStage stage, TimeSpan limit)
    {
        var seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var text = stage switch
        {
            ConnectStage.Name => $"the name '{url.IdnHost}' was not resolved within {seconds} s",
            ConnectStage.Tcp => $"{At(url)} does not answer: no TCP connection within {seconds} s",
            ConnectStage.Tls => $"{At(url)} accepted the connection but did not finish the TLS handshake within {seconds} s",
            _ => $"{At(url)} accepted the connection but did not finish the WebSocket handshake within {seconds} s",
        };
        return new ConnectFailure(ConnectFailureKind.Timeout, text, RetryAfter: null);
    }

    public static ConnectFailure Tls(Uri url, string text, ConnectFailureKind kind = ConnectFailureKind.Tls) => new(kind, $"no TLS with {At(url)}: {text}", RetryAfter: null);

    public static ConnectFailure NotWebSocket(Uri url, string text) => new(
        ConnectFailureKind.NotWebSocket, $"{At(url)} {text}", RetryAfter: null);

    public static ConnectFailure Broken(Uri url, Exception? error) => new(
        ConnectFailureKind.Network,
        error is null
            ? $"{At(url)} closed the connection during the WebSocket handshake"
            : $"the connection to {At(url)} broke during the handshake: {Cause(error)}",
        RetryAfter: null);

    public static string At(Uri url) => string.Create(CultureInfo.InvariantCulture, $"{url.Host}:{url.Port}");

    /// <summary>The socket error below, if there is one, else the kind of exception; its text may hold anything.</summary>
    public static string Cause(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown })
                return "reset by the peer";
            if (e is SocketException socket)
                return socket.SocketErrorCode.ToString();
        }

        return error.GetType().Name;
    }
}
