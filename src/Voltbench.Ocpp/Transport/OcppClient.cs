using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Voltbench.Ocpp.Transport;

/// <summary>Opens connections of charge points to a CSMS. One for a process: it limits and remembers across all of them. Thread-safe.</summary>
public sealed class OcppClient : IDisposable
{
    private readonly TimeProvider _time;
    private readonly NameCache _names;
    private readonly Dialer _dialer;
    private readonly ConnectTurns _turns;
    private readonly SocketBudget? _sockets;

    /// <param name="time">Clock of all timeouts.</param>
    /// <param name="options">Limits.</param>
    public OcppClient(TimeProvider time, OcppClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConnectsPerHost, 1, nameof(options));
        _time = time;
        _sockets = options.Sockets;
        _names = new NameCache(time, options);
        _dialer = new Dialer(_names, options, time);
        _turns = new ConnectTurns(time, options.MaxConnectsPerHost, options.TurnTimeout);
    }

    /// <summary>
    /// Connects, secures, upgrades. Whatever the network or the server does is a <see cref="ConnectFailure"/>; the timeout of the endpoint starts when
    /// the connect gets its turn.
    /// </summary>
    /// <exception cref="OperationCanceledException">By <paramref name="cancellationToken"/> alone.</exception>
    /// <exception cref="ArgumentException">The endpoint is none: not ws or wss, no subprotocol, a limit out of range.</exception>
    public Task<ConnectResult> ConnectAsync(OcppEndpoint endpoint, IOcppConnectionHandler handler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(handler);
        if (!endpoint.Url.IsAbsoluteUri || !OcppUrl.IsWebSocket(endpoint.Url))
            throw new ArgumentException("the address is not an absolute ws or wss address", nameof(endpoint));
        if (endpoint.Subprotocol.Length == 0 || endpoint.Subprotocol.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            throw new ArgumentException("the subprotocol is not a token", nameof(endpoint));
        ArgumentOutOfRangeException.ThrowIfLessThan(endpoint.MaxMessageBytes, 1, nameof(endpoint));
        return ConnectInTurnAsync(endpoint, handler, cancellationToken);
    }

    /// <summary>Open connections live on.</summary>
    public void Dispose() => _names.Dispose();

    private async Task<ConnectResult> ConnectInTurnAsync(
        OcppEndpoint endpoint, IOcppConnectionHandler handler, CancellationToken cancellationToken)
    {
        using var turn = await _turns.TakeAsync(Failures.At(endpoint.Url), cancellationToken);
        using var clock = new CancellationTokenSource(endpoint.ConnectTimeout, _time);
        using var both = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token)
            : null;
        var stage = new StrongBox<ConnectStage>();
        ConnectFailure? failure;
        try
        {
            (var socket, var wire, failure) = await OpenWithinLimitAsync(endpoint, stage, both?.Token ?? clock.Token);
            if (socket is not null)
                return new ConnectResult(OcppConnection.Start(socket, handler, endpoint.MaxMessageBytes, _time, wire), Failure: null);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            failure = Failures.Timeout(endpoint.Url, stage.Value, endpoint.ConnectTimeout);
        }

        TransportInstruments.ConnectFailed(failure!.Kind);
        return new ConnectResult(Connection: null, failure);
    }

    /// <summary>Dialling takes two sockets, the second for the other end, which may be in this process; that one counts itself when it is accepted.</summary>
    private async Task<(WebSocket? Socket, SocketStream? Wire, ConnectFailure? Failure)> OpenWithinLimitAsync(
        OcppEndpoint endpoint, StrongBox<ConnectStage> stage, CancellationToken cancellationToken)
    {
        if (_sockets is null)
            return await OpenAsync(endpoint, stage, cancellationToken);
        if (!_sockets.TryDial(2))
            return (null, null, Failures.NoSockets(endpoint.Url, _sockets));
        var isOpen = false;
        try
        {
            var opened = await OpenAsync(endpoint, stage, cancellationToken);
            isOpen = opened.Socket is not null;
            return opened;
        }
        finally
        {
            _sockets.Give(isOpen ? 1 : 2);
        }
    }

    private async Task<(WebSocket? Socket, SocketStream? Wire, ConnectFailure? Failure)> OpenAsync(
        OcppEndpoint endpoint, StrongBox<ConnectStage> stage, CancellationToken cancellationToken)
    {
        var (dialed, failure) = await _dialer.DialAsync(endpoint.Url, endpoint.ConnectTimeout, stage, cancellationToken);
        if (dialed is null)
            return (null, null, failure);

        Stream? stream = null;
        try
        {
            var wire = new SocketStream(dialed);
            stream = wire;
            if (endpoint.Url.Scheme == "wss")
            {
                stage.Value = ConnectStage.Tls;
                (stream, failure) = await TlsUpgrader.SecureAsync(stream!, endpoint, _time, cancellationToken);
                if (stream is null)
                    return (null, null, failure);
            }

            stage.Value = ConnectStage.Upgrade;
            (var upgraded, failure) = await Upgrader.UpgradeAsync(stream, endpoint, _time, cancellationToken);
            if (upgraded is null)
                return (null, null, failure);

            stream = null;
            wire.Budget = _sockets;
            return (WebSocket.CreateFromStream(upgraded, Options(endpoint)), wire, null);
        }
        finally
        {
            if (stream is not null)
                await stream.DisposeAsync();
        }
    }

    private static WebSocketCreationOptions Options(OcppEndpoint endpoint) => new()
    {
        IsServer = false,
        SubProtocol = endpoint.Subprotocol,
        KeepAliveInterval = endpoint.PingInterval > TimeSpan.Zero ? endpoint.PingInterval : Timeout.InfiniteTimeSpan,
        KeepAliveTimeout = endpoint.PingInterval > TimeSpan.Zero && endpoint.PongTimeout > TimeSpan.Zero
            ? endpoint.PongTimeout
            : Timeout.InfiniteTimeSpan,
    };
}
