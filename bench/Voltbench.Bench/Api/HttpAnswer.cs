using System.Buffers.Text;
using System.Net.Sockets;

namespace Voltbench.Bench.Api;

/// <summary>Reads one HTTP/1.1 answer at a time from a connection that has one request in flight.</summary>
internal sealed class HttpAnswer
{
    private byte[] _buffer = new byte[64 * 1024];

    /// <returns>The status; 0 when the connection ended or the answer cannot be read.</returns>
    public async ValueTask<int> ReadAsync(Socket socket, CancellationToken ct)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await socket.ReceiveAsync(_buffer.AsMemory(length), ct);
            if (read == 0)
                return 0;
            length += read;
            if (IsWhole(_buffer.AsSpan(0, length)))
                return Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : 0;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var body = bytes[(head + 4)..];
        if (Header(bytes[..head], "Content-Length: "u8) is { Length: > 0 } text)
            return Utf8Parser.TryParse(text, out int length, out _) && body.Length >= length;
        // Kestrel either gives a length or chunks.
        return body.EndsWith("0\r\n\r\n"u8);
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        if (at < 0)
            return default;
        var value = head[(at + name.Length)..];
        var end = value.IndexOf("\r\n"u8);
        return end < 0 ? value : value[..end];
    }
}
