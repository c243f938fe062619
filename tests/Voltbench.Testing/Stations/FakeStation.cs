using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Voltbench.Testing.Stations;

/// <summary>
/// A charge point made of bytes: it writes its own HTTP head and its own WebSocket frames, so that it can also do what no library would. It shares
/// no code with the product.
/// </summary>
public sealed class FakeStation(Stream stream) : IAsyncDisposable
{
    public const int Text = 0x1;
    public const int Binary = 0x2;
    public const int CloseFrame = 0x8;
    public const int Pong = 0xA;

    /// <summary>How long a test waits for something that must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Connects and upgrades; fails the test when the server refuses.</summary>
    public static async Task<FakeStation> ConnectAsync(Uri url, string subprotocol, string? credentials = null)
    {
        var answer = await TryConnectAsync(url, subprotocol, credentials);
        return answer.Station ?? throw new InvalidOperationException($"{url} answered {answer.Status}: {answer.Body}");
    }

    /// <summary>Asks for the upgrade.</summary>
    /// <param name="url">Host, port and the path exactly as it stands.</param>
    /// <param name="subprotocol">Value of Sec-WebSocket-Protocol; null = none.</param>
    /// <param name="credentials"><c>user:password</c> of Basic authentication; null = none.</param>
    public static async Task<UpgradeAnswer> TryConnectAsync(Uri url, string? subprotocol, string? credentials = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new DnsEndPoint(url.Host, url.Port)).WaitAsync(Patience);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var head = new StringBuilder()
            .Append("GET ").Append(url.PathAndQuery).Append(" HTTP/1.1\r\nHost: ").Append(url.Authority)
            .Append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ")
            .Append(Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))).Append("\r\n");
        if (subprotocol is not null)
            head.Append("Sec-WebSocket-Protocol: ").Append(subprotocol).Append("\r\n");
        if (credentials is not null)
            head.Append("Authorization: Basic ").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))).Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        return await UpgradeAnswer.ReadAsync(stream).WaitAsync(Patience);
    }

    public Task SendAsync(string text) => SendFrameAsync(0x80 | Text, Encoding.UTF8.GetBytes(text));

    /// <summary>One masked frame.</summary>
    /// <param name="first">FIN bit and opcode.</param>
    /// <param name="payload">What it carries.</param>
    public async Task SendFrameAsync(int first, byte[] payload)
    {
        using var frame = new MemoryStream();
        frame.WriteByte((byte)first);
        var length = new byte[8];
        if (payload.Length < 126)
        {
            frame.WriteByte((byte)(0x80 | payload.Length));
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            frame.WriteByte(0x80 | 126);
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)payload.Length);
            frame.Write(length, 0, 2);
        }
        else
        {
            frame.WriteByte(0x80 | 127);
            BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
            frame.Write(length);
        }

        var mask = RandomNumberGenerator.GetBytes(4);
        frame.Write(mask);
        frame.Write(payload.Select((b, i) => (byte)(b ^ mask[i & 3])).ToArray());
        await SendRawAsync(frame.ToArray());
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes);

    /// <summary>The next frame from the server; pings are answered in passing. Fails when none comes in time.</summary>
    public Task<(int Opcode, byte[] Payload)> ReceiveFrameAsync() => ReadFrameAsync().WaitAsync(Patience);

    /// <summary>The next text message.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        var (opcode, payload) = await ReceiveFrameAsync();
        if (opcode != Text)
            throw new InvalidOperationException($"a frame of opcode {opcode} came instead of text: {CloseText(payload)}");
        using var document = JsonDocument.Parse(payload);
        return document.RootElement.Clone();
    }

    /// <summary>Waits for the server's close frame, over whatever text comes before it: code and reason.</summary>
    public async Task<(int Code, string Reason)> ReceiveCloseAsync()
    {
        while (true)
        {
            var (opcode, payload) = await ReceiveFrameAsync();
            if (opcode == CloseFrame)
                return (payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload), CloseText(payload));
        }
    }

    /// <summary>Sends a CALL and returns the frame that answers it.</summary>
    public async Task<JsonElement> CallAsync(string action, string payload, string? id = null)
    {
        id ??= Guid.NewGuid().ToString();
        await SendAsync($"[2,{JsonSerializer.Serialize(id)},\"{action}\",{payload}]");
        return await ReceiveAsync();
    }

    /// <summary>True when the server has ended the TCP connection.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Patience) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<(int Opcode, byte[] Payload)> ReadFrameAsync()
    {
        while (true)
        {
            var head = await ReadAsync(2);
            var length = (long)(head[1] & 0x7F);
            if (length == 126)
                length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2));
            else if (length == 127)
                length = BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8));
            var payload = await ReadAsync((int)length);
            if ((head[0] & 0xF) != 0x9)
                return (head[0] & 0xF, payload);
            await SendFrameAsync(0x80 | Pong, payload);
        }
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var buffer = new byte[count];
        await stream.ReadExactlyAsync(buffer);
        return buffer;
    }

    private static string CloseText(byte[] payload) => payload.Length <= 2 ? "" : Encoding.UTF8.GetString(payload, 2, payload.Length - 2);
}
