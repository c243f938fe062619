using System.Net.Sockets;

namespace Voltbench.Ocpp.Transport;

/// <summary>
/// The least stream over a connected socket. A write is tried at once without waiting, so that an idle connection keeps no send operation
/// (0.5 KiB) and a small message costs no allocation.
/// </summary>
internal sealed class SocketStream : Stream
{
    private readonly Socket _socket;
    private SocketBudget? _budget;
    private volatile bool _isFrozen;

    public SocketStream(Socket socket)
    {
        _socket = socket;
        _socket.Blocking = false;
    }

    /// <summary>Gets its socket back when the stream is disposed of. Set before the stream is anybody else's.</summary>
    public SocketBudget? Budget
    {
        set => _budget = value;
    }

    /// <summary>From now on nothing leaves any more, pongs and close frames included, and nobody is told: as behind a router that forgot the connection.</summary>
    public void Freeze() => _isFrozen = true;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isFrozen)
            return ValueTask.CompletedTask;

        while (!buffer.IsEmpty)
        {
            var sent = _socket.Send(buffer.Span, SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock or SocketError.IOPending)
                return WriteRestAsync(buffer, cancellationToken);
            if (error != SocketError.Success)
                return ValueTask.FromException(new SocketException((int)error));
            buffer = buffer[sent..];
        }

        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _socket.Dispose();
            Interlocked.Exchange(ref _budget, null)?.Give(1);
        }

        base.Dispose(disposing);
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            var sent = await _socket.SendAsync(buffer, SocketFlags.None, cancellationToken);
            buffer = buffer[sent..];
        }
    }
}
