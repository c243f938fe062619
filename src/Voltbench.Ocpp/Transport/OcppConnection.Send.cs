using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Voltbench.Ocpp.Transport;

/// <content>Sending: one message at a time, at once where the socket takes it, else from a short queue.</content>
public sealed partial class OcppConnection
{
    /// <summary>Messages that may wait behind the one being sent.</summary>
    public const int MaxQueuedMessages = 16;

    private const int MaxReasonBytes = 123;

    /// <summary>What a peer that broke the rules gets to read its close frame; RFC 6455 §7.1.7 would drop it at once.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    // All below under _lock.
    private Queue<(ReadOnlyMemory<byte> Message, WebSocketMessageType Type)>? _queue;
    private bool _sending;
    private bool _closing;
    private bool _closeQueued;
    private ushort _closeCode;
    private string? _closeReason;
    private TaskCompletionSource? _sent;
    private ITimer? _closeTimer;

    /// <summary>
    /// Sends a text message, or queues it behind another. Never waits. False when the connection is closing or closed, or when
    /// <see cref="MaxQueuedMessages"/> wait already; the message is then not sent. True is no proof of arrival.
    /// </summary>
    /// <param name="message">UTF-8. Not to be changed afterwards.</param>
    public bool TrySend(ReadOnlyMemory<byte> message) => TrySend(message, WebSocketMessageType.Text);

    /// <summary>The same as a binary message, which OCPP-J does not know: to see what a peer makes of it.</summary>
    /// <param name="message">Not to be changed afterwards.</param>
    public bool TrySendBinary(ReadOnlyMemory<byte> message) => TrySend(message, WebSocketMessageType.Binary);

    private bool TrySend(ReadOnlyMemory<byte> message, WebSocketMessageType type)
    {
        lock (_lock)
        {
            if (_closing || (_sending && _queue is { Count: >= MaxQueuedMessages }))
            {
                TransportInstruments.Refused.Add(1);
                return false;
            }

            TransportInstruments.Sent.Add(1);
            if (_sending)
            {
                (_queue ??= new Queue<(ReadOnlyMemory<byte>, WebSocketMessageType)>(4)).Enqueue((message, type));
                return true;
            }

            _sending = true;
        }

        Pump(_socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None));
        return true;
    }

    /// <summary>
    /// Closes with a handshake (RFC 6455 §7.1.2), after what is queued; without it after <see cref="CloseTimeout"/>. Harmless when it closes already.
    /// </summary>
    /// <param name="code">1000–1003, 1007–1014 or 3000–4999.</param>
    /// <param name="reason">At most 123 bytes of UTF-8 are sent.</param>
    public void Close(ushort code, string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999)))
            throw new ArgumentOutOfRangeException(nameof(code), code, "not a close code that an endpoint may send");
        var said = string.Create(CultureInfo.InvariantCulture, $"closed by us: {code}{(reason.Length == 0 ? "" : " ")}{reason}");
        BeginClose(new CloseInfo(CloseKind.ByUs, code, said), code, reason);
    }

    private void BeginClose(CloseInfo cause, ushort code, string reason)
    {
        lock (_lock)
        {
            if (_closing)
                return;
            _closing = true;
            _closeQueued = true;
            _closeCode = code;
            _closeReason = Cut(reason);
            _cause ??= cause;
            _closeTimer = _time.CreateTimer(static c => ((OcppConnection)c!)._socket.Abort(), this, cause.Kind == CloseKind.ByUs ? CloseTimeout : Linger, Timeout.InfiniteTimeSpan);
            if (_sending)
                return;
            _sending = true;
        }

        Pump(Next());
    }

    /// <summary>Goes on while the socket takes everything at once.</summary>
    private void Pump(ValueTask? sending)
    {
        while (sending is { } send)
        {
            if (!send.IsCompletedSuccessfully)
            {
                _ = PumpSlowlyAsync(send);
                return;
            }

            sending = Next();
        }
    }

    private async Task PumpSlowlyAsync(ValueTask first)
    {
        using var stall = _time.CreateTimer(
            static c => ((OcppConnection)c!).End(new CloseInfo(CloseKind.SendStalled, Code: null, "the peer does not read: a message could not be sent")),
            this,
            SendTimeout,
            Timeout.InfiniteTimeSpan);
        try
        {
            ValueTask? sending = first;
            while (sending is { } send)
            {
                await send;
                stall.Change(SendTimeout, Timeout.InfiniteTimeSpan);
                sending = Next();
            }
        }
        catch (Exception error) when (IsIo(error))
        {
            // The receive loop says how the connection ended; it may wait for ever on a half-closed socket, so it is woken.
            End(Explain(error));
            lock (_lock)
                SendsEnded();
        }
    }

    /// <summary>Completes when nothing is being sent, whether it was or failed.</summary>
    private Task SentAsync()
    {
        lock (_lock)
            return _sending ? (_sent ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
    }

    private void SendsEnded()
    {
        _queue = null;
        _sending = false;
        _sent?.TrySetResult();
    }

    /// <summary>Starts the next send; null when there is none, and then none is under way.</summary>
    private ValueTask? Next()
    {
        ReadOnlyMemory<byte> message;
        WebSocketMessageType type;
        ushort code;
        string? reason;
        lock (_lock)
        {
            if (_queue is { Count: > 0 } queue)
            {
                (message, type) = queue.Dequeue();
                (code, reason) = (0, null);
            }
            else if (_closeQueued)
            {
                (message, type, code, reason) = (default, WebSocketMessageType.Close, _closeCode, _closeReason);
                _closeQueued = false;
            }
            else
            {
                SendsEnded();
                return null;
            }
        }

        return code == 0
            ? _socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None)
            : new ValueTask(_socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None));
    }

    private static string Cut(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= MaxReasonBytes)
            return reason;

        Span<byte> bytes = stackalloc byte[MaxReasonBytes];
        Encoding.UTF8.GetEncoder().Convert(reason, bytes, flush: false, out var chars, out _, out _);
        return reason[..chars];
    }
}
