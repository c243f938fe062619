using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Voltbench.Ocpp.Transport;

/// <content>Receiving: an idle connection holds no buffer; a message is collected in a pooled one and handed over as an array of its size.</content>
public sealed partial class OcppConnection
{
    private const int FirstBufferBytes = 4096;

    /// <summary>Empty fragments in a row that are taken: they are no use, and an endless row of them is no message.</summary>
    private const int MaxEmptyParts = 16;

    /// <summary>What is still read, to nowhere, from a peer that was told to stop, so that the close frame is not lost in a reset.</summary>
    private const int MaxDrainBytes = 4 << 20;

    private static readonly string GenericFault = new WebSocketException(WebSocketError.Faulted).Message;

    private async Task RunAsync()
    {
        // The creator gets its connection before the handler is called by it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        CloseInfo info;
        var collecting = false;
        try
        {
            while (true)
            {
                collecting = false;
                var idle = await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (idle.MessageType == WebSocketMessageType.Close)
                    break;
                collecting = true;
                var message = idle is { EndOfMessage: true, MessageType: WebSocketMessageType.Text }
                    ? []
                    : await CollectAsync(idle.MessageType);
                if (message is null)
                    break;
                TransportInstruments.Received.Add(1);
                if (!await HandleAsync(message))
                    break;
            }

            info = await FinishAsync();
        }
        catch (Exception error) when (IsIo(error))
        {
            info = Volatile.Read(ref _cause) is { } cause ? Unanswered(cause) : Explain(error, collecting);
        }
#pragma warning disable CA1031 // The owner hears of the end, whatever the framework's parser throws.
        catch (Exception error)
#pragma warning restore CA1031
        {
            info = new CloseInfo(CloseKind.Violation, 1002, $"the peer broke the WebSocket protocol: {error.GetType().Name}");
            BeginClose(info, 1002, "");
        }

        lock (_lock)
        {
            _closing = true;
            _queue = null;
        }

        _closeTimer?.Dispose();
        _socket.Dispose();
        TransportInstruments.ConnectionClosed(info.Kind);
        _handler.OnClosed(this, info);
    }

    /// <summary>The whole message; null when it is none that we take, and then the close has begun.</summary>
    private async ValueTask<byte[]?> CollectAsync(WebSocketMessageType type)
    {
        if (type == WebSocketMessageType.Binary)
            return Refuse(1003, "a binary message; OCPP-J is text (RFC 6455 §5.6)");

        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBufferBytes, _maxMessageBytes + 1));
        try
        {
            for (int count = 0, empty = 0; ;)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                count += part.Count;
                empty = part.Count == 0 ? empty + 1 : 0;
                if (empty > MaxEmptyParts)
                    return Refuse(1002, "empty fragments without end");
                if (count > _maxMessageBytes)
                    return Refuse(1009, string.Create(CultureInfo.InvariantCulture, $"a message of more than {_maxMessageBytes} bytes"));
                if (part.EndOfMessage)
                    return buffer.AsSpan(0, count).ToArray();
                if (count == buffer.Length)
                    buffer = Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, _maxMessageBytes + 1L));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private byte[]? Refuse(ushort code, string what)
    {
        BeginClose(new CloseInfo(CloseKind.Violation, code, "the peer sent " + what), code, what);
        return null;
    }

    private async ValueTask<bool> HandleAsync(byte[] message)
    {
        try
        {
            await _handler.OnMessageAsync(this, message);
            return true;
        }
#pragma warning disable CA1031 // whatever it is, it is the handler's, and it ends this connection alone
        catch (Exception error)
#pragma warning restore CA1031
        {
            BeginClose(new CloseInfo(CloseKind.HandlerFault, 1011, $"the message could not be handled: {error.GetType().Name}"), 1011, "internal error");
            return false;
        }
    }

    /// <summary>Both halves of the close handshake, from whichever side it began.</summary>
    private async ValueTask<CloseInfo> FinishAsync()
    {
        if (_socket.CloseStatus is { } status)
        {
            var theirs = (ushort)status;
            var reason = PeerText.Clean(_socket.CloseStatusDescription ?? "", 123);
            var said = status == WebSocketCloseStatus.Empty
                ? "closed by the peer without a code"
                : $"closed by the peer: {theirs}{(reason.Length == 0 ? "" : " ")}{reason}";
            BeginClose(
                new CloseInfo(CloseKind.ByPeer, status == WebSocketCloseStatus.Empty ? null : theirs, said),
                status == WebSocketCloseStatus.Empty ? (ushort)1000 : theirs,
                "");
        }

        await SentAsync();
        if (_socket.CloseStatus is null)
            await DrainAsync();
        return _cause!;
    }

    private async ValueTask DrainAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
        try
        {
            for (var drained = 0; drained < MaxDrainBytes;)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                drained += Math.Max(part.Count, 1024);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static CloseInfo Unanswered(CloseInfo cause) => cause.Kind != CloseKind.ByUs
        ? cause
        : cause with { Description = cause.Description + "; the peer did not answer the close frame" };

    private static bool IsIo(Exception error) =>
        error is WebSocketException or IOException or SocketException or ObjectDisposedException or OperationCanceledException;

    /// <param name="error">What the socket threw.</param>
    /// <param name="collecting">In the middle of a message: the framework has one text for bad UTF-8, found only there, and for a bad close frame.</param>
    private static CloseInfo Explain(Exception error, bool collecting = false) => error switch
    {
        WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely, InnerException: null } =>
            new(CloseKind.Lost, Code: null, "the peer ended the connection without a close frame"),
        WebSocketException { WebSocketErrorCode: WebSocketError.Faulted, InnerException: null } fault when fault.Message == GenericFault => collecting
            ? new(CloseKind.Violation, 1007, "the peer sent a text message that is not UTF-8")
            : new(CloseKind.Violation, 1002, "the peer broke the WebSocket protocol: a malformed close frame"),
        WebSocketException { WebSocketErrorCode: WebSocketError.Faulted, InnerException: null } fault =>
            new(CloseKind.Violation, 1002, $"the peer broke the WebSocket protocol: {fault.Message}"),
        OperationCanceledException { InnerException: { } cause } when IsPongTimeout(cause) =>
            new(CloseKind.PongTimeout, Code: null, "the peer did not answer a ping"),
        _ => new(CloseKind.Lost, Code: null, $"the connection broke: {Failures.Cause(error)}"),
    };

    /// <summary>The keep-alive of the framework aborts the socket and leaves its reason among the causes.</summary>
    private static bool IsPongTimeout(Exception error) => error switch
    {
        AggregateException several => several.InnerExceptions.Any(IsPongTimeout),
        WebSocketException { WebSocketErrorCode: WebSocketError.Faulted } => true,
        _ => error.InnerException is { } inner && IsPongTimeout(inner),
    };
}
