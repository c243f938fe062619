using System.Net.WebSockets;

namespace Voltbench.Ocpp.Transport;

/// <summary>
/// One OCPP-J connection, at either end. Thread-safe. It owns one receive loop, which tells the handler everything, and sends one message at a time.
/// </summary>
public sealed partial class OcppConnection
{
    /// <summary>How long a close handshake may take before the socket is closed without it.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a peer may leave a message unread before the connection ends.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private readonly WebSocket _socket;
    private readonly IOcppConnectionHandler _handler;
    private readonly TimeProvider _time;
    private readonly int _maxMessageBytes;
    private readonly SocketStream? _wire;
    private readonly Lock _lock = new();

    /// <summary>What ended the connection, when that is known before the receive loop sees it; the first cause stands.</summary>
    private CloseInfo? _cause;

    private OcppConnection(WebSocket socket, IOcppConnectionHandler handler, int maxMessageBytes, TimeProvider time, SocketStream? wire)
    {
        _wire = wire;
        _socket = socket;
        _handler = handler;
        _maxMessageBytes = maxMessageBytes;
        _time = time;
        Completion = Task.CompletedTask;
    }

    /// <summary>Done when the socket is closed and <see cref="IOcppConnectionHandler.OnClosed"/> has returned.</summary>
    public Task Completion { get; private set; }

    /// <summary>Takes over an accepted server socket: await <see cref="Completion"/> before the request ends.</summary>
    /// <param name="socket">Open, and nobody else's from now on.</param>
    /// <param name="handler">Told everything.</param>
    /// <param name="maxMessageBytes">A longer message closes the connection with 1009.</param>
    /// <param name="time">Clock of the timeouts.</param>
    public static OcppConnection Accept(WebSocket socket, IOcppConnectionHandler handler, int maxMessageBytes, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        return Start(socket, handler, maxMessageBytes, time, wire: null);
    }

    internal static OcppConnection Start(WebSocket socket, IOcppConnectionHandler handler, int maxMessageBytes, TimeProvider time, SocketStream? wire)
    {
        var connection = new OcppConnection(socket, handler, maxMessageBytes, time, wire);
        TransportInstruments.Open.Add(1);

        // The loop lives as long as the connection: it must not keep the request or activity that began it.
        if (ExecutionContext.IsFlowSuppressed())
        {
            connection.Completion = connection.RunAsync();
        }
        else
        {
            using (ExecutionContext.SuppressFlow())
                connection.Completion = connection.RunAsync();
        }

        return connection;
    }

    /// <summary>
    /// Makes the connection half-open: it looks open, but nothing that is sent from here arrives, answers to pings included. The ping of either side
    /// finds out. For connections that were dialled; for good.
    /// </summary>
    public void Freeze() => _wire?.Freeze();

    /// <summary>Ends the connection at once, without a close frame. Harmless when it has ended.</summary>
    public void Abort() => End(new CloseInfo(CloseKind.Aborted, Code: null, "aborted"));

    private void End(CloseInfo cause)
    {
        Interlocked.CompareExchange(ref _cause, cause, comparand: null);
        lock (_lock)
        {
            _closing = true;
            _queue = null;
        }

        _socket.Abort();
    }
}
