using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Voltbench.Testing.Wire;

/// <summary>One accepted connection, byte by byte: the server side of HTTP and WebSocket with nothing done that a test did not ask for.</summary>
/// <param name="socket">The connection.</param>
/// <param name="number">How many connections the server accepted before this one.</param>
/// <param name="stopped">Cancelled when the server stops.</param>
public sealed class RawPeer(Socket socket, int number, CancellationToken stopped) : IDisposable
{
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    public int Number { get; } = number;

    /// <summary>Gets the code of the first close frame that <see cref="DrainAsync"/> meets.</summary>
    public TaskCompletionSource<ushort>? ClosedWith { get; set; }

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopped { get; } = stopped;

    /// <summary>The request as it came, once it was read.</summary>
    public string Request { get; private set; } = "";

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, Stopped).AsTask();

    public Task SendAsync(string ascii) => SendAsync(Encoding.Latin1.GetBytes(ascii));

    /// <summary>Ends the sending direction only.</summary>
    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes so that the other side sees a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    /// <summary>Waits until the server stops, holding the connection open and reading nothing.</summary>
    public Task HoldAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stopped);

    /// <summary>Reads until the other side is gone.</summary>
    public async Task DrainAsync()
    {
        if (ClosedWith is not null)
        {
            WireFrame frame;
            do
                frame = await ReadFrameAsync();
            while (frame.Opcode != WireOpcode.Close);
            ClosedWith.TrySetResult(frame.CloseCode);
        }

        var buffer = new byte[4096];
        while (await _stream.ReadAsync(buffer, Stopped) > 0)
        {
            // Thrown away.
        }
    }

    /// <summary>The server side of TLS. Gives the thumbprint of the client's certificate, which is not verified; null when it shows none.</summary>
    public async Task<string?> SecureAsync(X509Certificate2 certificate, bool askClient = false)
    {
        var secured = new SslStream(_stream);
        _stream = secured;
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = askClient,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        };
        await secured.AuthenticateAsServerAsync(options, Stopped);
        return secured.RemoteCertificate?.GetCertHashString();
    }

    /// <summary>Reads one HTTP request header.</summary>
    public async Task<string> ReadRequestAsync()
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one, Stopped);
            text.Append((char)one[0]);
        }

        return Request = text.ToString();
    }

    /// <summary>Answers one HTTP request with this text and waits for the other side to go.</summary>
    public async Task AnswerAsync(string answer)
    {
        await ReadRequestAsync();
        await SendAsync(answer);
        await DrainAsync();
    }

    /// <summary>Reads one line and takes its end off.</summary>
    public async Task<string> ReadLineAsync()
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await _stream.ReadExactlyAsync(one, Stopped);
            if (one[0] == '\n')
                return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text.ToString().TrimEnd('\r')));
            text.Append((char)one[0]);
        }
    }

    /// <summary>Reads a body of that many bytes.</summary>
    public async Task<byte[]> ReadBodyAsync(int length)
    {
        var body = new byte[length];
        await _stream.ReadExactlyAsync(body, Stopped);
        return body;
    }

    /// <summary>A field of the request; null when it is absent.</summary>
    public string? Field(string name) => Request.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The right Sec-WebSocket-Accept for the request.</summary>
    public string Accept() => Convert.ToBase64String(
#pragma warning disable CA5350 // RFC 6455 §4.2.2
        SHA1.HashData(Encoding.ASCII.GetBytes(Field("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    /// <summary>The header of a right answer, without its empty line.</summary>
    public string Welcome(string? subprotocol) =>
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + Accept() + "\r\n"
        + (subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n");

    /// <summary>Reads the request and accepts it with the subprotocol it asks for.</summary>
    public async Task AcceptWebSocketAsync()
    {
        await ReadRequestAsync();
        await SendAsync(Welcome(Field("Sec-WebSocket-Protocol")) + "\r\n");
    }

    public Task SendTextAsync(string text) => SendAsync(WireFrame.Text(text));

    /// <summary>Reads one frame of the client and unmasks it.</summary>
    public async Task<WireFrame> ReadFrameAsync()
    {
        var head = new byte[2];
        await _stream.ReadExactlyAsync(head, Stopped);
        long length = head[1] & 0x7F;
        if (length >= 126)
        {
            var extended = new byte[length == 126 ? 2 : 8];
            await _stream.ReadExactlyAsync(extended, Stopped);
            length = extended.Aggregate(0L, (sum, b) => (sum << 8) | b);
        }

        var masked = (head[1] & 0x80) != 0;
        var mask = new byte[4];
        if (masked)
            await _stream.ReadExactlyAsync(mask, Stopped);
        var payload = new byte[length];
        await _stream.ReadExactlyAsync(payload, Stopped);
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= mask[i % 4];
        return new WireFrame((head[0] & 0x80) != 0, (WireOpcode)(head[0] & 0x0F), masked, payload);
    }

    /// <summary>Reads frames up to the close of the client and answers it; gives its code, 1005 for none.</summary>
    public async Task<ushort> ReadCloseAsync()
    {
        while (true)
        {
            var frame = await ReadFrameAsync();
            if (frame.Opcode != WireOpcode.Close)
                continue;
            await SendAsync(WireFrame.Encode(WireOpcode.Close, frame.Payload));
            return frame.CloseCode;
        }
    }

    public void Dispose() => _stream.Dispose();
}
