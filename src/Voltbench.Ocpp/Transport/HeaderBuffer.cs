using System.Buffers;

namespace Voltbench.Ocpp.Transport;

/// <summary>Collects the header of an HTTP answer in a pooled array.</summary>
internal sealed class HeaderBuffer : IDisposable
{
    /// <summary>Limit of the answer's header, bytes; interim answers (1xx) count.</summary>
    public const int MaxBytes = 16 * 1024;

    private byte[] _bytes = [];
    private int _count;
    private int _interim;

    public ReadOnlySpan<byte> Received => _bytes.AsSpan(0, _count);

    /// <summary>Length of the final answer's header with its empty line; 0 while it is not complete.</summary>
    public int HeaderLength { get; private set; }

    public ReadOnlySpan<byte> Header => _bytes.AsSpan(0, HeaderLength);

    /// <summary>What came behind the header.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(HeaderLength, _count - HeaderLength);

    public bool IsTooLong => _interim + (HeaderLength > 0 ? HeaderLength : _count) > MaxBytes;

    /// <summary>Whether what has come so far can be the start of an HTTP answer.</summary>
    public bool LooksLikeHttp
    {
        get
        {
            var expected = "HTTP/1."u8;
            return _count < expected.Length ? expected.StartsWith(Received) : Received.StartsWith(expected);
        }
    }

    /// <summary>Reads once; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (_count == _bytes.Length)
            Grow();
        var read = await stream.ReadAsync(_bytes.AsMemory(_count), cancellationToken);
        _count += read;
        while (Received.IndexOf("\r\n\r\n"u8) is var end and >= 0)
        {
            if (!IsInterim(Received))
            {
                HeaderLength = end + 4;
                break;
            }

            _interim += end + 4;
            Received[(end + 4)..].CopyTo(_bytes);
            _count -= end + 4;
        }

        return read > 0;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        (_count, HeaderLength) = (0, 0);
    }

    // 100 and 103 may precede the answer; 101 is the answer.
    private static bool IsInterim(ReadOnlySpan<byte> header) =>
        header.Length >= 12 && header.StartsWith("HTTP/1."u8) && header[9] == '1' && !header[9..12].SequenceEqual("101"u8);

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(1024, _bytes.Length * 2));
        _bytes.CopyTo(larger, 0);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
