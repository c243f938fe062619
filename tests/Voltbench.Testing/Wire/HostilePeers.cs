using System.Text;

namespace Voltbench.Testing.Wire;

/// <summary>A server that misbehaves in one way.</summary>
/// <param name="Name">For the name of a test.</param>
/// <param name="Connects">Whether the WebSocket handshake succeeds, and what is wrong comes after it.</param>
/// <param name="Script">What it does with each connection.</param>
public sealed record HostilePeer(string Name, bool Connects, Func<RawPeer, Task> Script)
{
    public RawServer Start() => RawServer.Start(Script);

    public override string ToString() => Name;
}

/// <summary>The catalogue of servers that a charger must survive, each to be aimed at a client or at a whole gateway.</summary>
public static class HostilePeers
{
    private const long Huge = 100_000_000;

    private static readonly byte[] Filler = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));

    public static IReadOnlyList<HostilePeer> All { get; } =
    [
        // Before the handshake.
        new("accepts and says nothing", false, peer => peer.HoldAsync()),
        new("closes at once", false, _ => Task.CompletedTask),
        new("resets at once", false, peer => Done(peer.Reset)),
        new("sends garbage", false, async peer =>
        {
            await peer.SendAsync("\0\u0001\u0002 garbage \u00FF\u00FE\r\n\r\n");
            await peer.DrainAsync();
        }),
        new("greets like SSH", false, async peer =>
        {
            await peer.SendAsync("SSH-2.0-OpenSSH_9.2\r\n");
            await peer.DrainAsync();
        }),
        new("sends half an HTTP header and closes", false, async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso");
            peer.EndSending();
            await peer.DrainAsync();
        }),
        new("sends half an HTTP header and waits", false, async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso");
            await peer.HoldAsync();
        }),
        new("sends a header without end", false, async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 101 Switching Protocols\r\n");
            while (true)
                await peer.SendAsync("X-Filler: " + new string('x', 1000) + "\r\n");
        }),
        new("sends interim answers without end", false, async peer =>
        {
            await peer.ReadRequestAsync();
            while (true)
                await peer.SendAsync("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        }),
        new("answers with a wrong accept key", false, Answer(peer => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\nSec-WebSocket-Protocol: {peer.Field("Sec-WebSocket-Protocol")}\r\n\r\n")),
        new("chooses no subprotocol", false, Answer(peer => peer.Welcome(subprotocol: null) + "\r\n")),
        new("chooses another subprotocol", false, Answer(peer => peer.Welcome("ocpp9.9") + "\r\n")),
        new("switches on an extension", false, Answer(peer =>
            peer.Welcome(peer.Field("Sec-WebSocket-Protocol")) + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")),
        new("answers 101 without upgrade", false, Answer(_ => "HTTP/1.1 101 Switching Protocols\r\n\r\n")),
        new("answers 200 with a page", false, Answer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")),
        new("redirects", false, Answer(_ => "HTTP/1.1 301 Moved Permanently\r\nLocation: https://user:hunter2@elsewhere.example/x?token=hunter2\r\n\r\n")),
        new("answers 401", false, Answer(_ => "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")),
        new("answers 403", false, Answer(_ => "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")),
        new("answers 404", false, Answer(_ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")),
        new("answers 426", false, Answer(_ => "HTTP/1.1 426 Upgrade Required\r\nUpgrade: h2c\r\n\r\n")),
        new("answers 500", false, Answer(_ => "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")),
        new("answers 503", false, Answer(_ => "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\n\r\n")),

        // After it.
        After("closes the socket without a close frame", _ => Task.CompletedTask),
        After("resets after the handshake", peer => Done(peer.Reset)),
        After("closes with 1008", async peer =>
        {
            await peer.SendAsync(WireFrame.Close(1008, "not today"));
            await peer.DrainAsync();
        }),
        After("closes with a code that is none", Then(WireFrame.Close(1006))),
        After("closes with a payload of one byte", Then(WireFrame.Encode(WireOpcode.Close, [3]))),
        After("sends a binary frame", Then(WireFrame.Encode(WireOpcode.Binary, "[2,\"1\",\"Reset\",{\"type\":\"Soft\"}]"u8))),
        After("sends half a frame and resets", async peer =>
        {
            await peer.SendAsync(WireFrame.Encode(WireOpcode.Text, "[2,\"1\",\"Res"u8, announced: 31));
            peer.Reset();
        }),
        After("sends half a frame and waits", Then(WireFrame.Encode(WireOpcode.Text, "[2,\"1\",\"Res"u8, announced: 31))),
        After("sends half a frame header", Then([0x81])),
        After("announces 100 MB and waits", Then(WireFrame.Encode(WireOpcode.Text, "[2,"u8, announced: Huge))),
        After("streams 100 MB in one frame", async peer =>
        {
            await peer.SendAsync(WireFrame.Encode(WireOpcode.Text, [], announced: Huge));
            await FillAsync(peer, Filler);
        }),
        After("streams 100 MB in fragments", async peer =>
        {
            var fragment = WireFrame.Encode(WireOpcode.Continuation, Filler, fin: false);
            await peer.SendAsync(WireFrame.Text("", fin: false));
            await FillAsync(peer, fragment);
        }),
        After("announces a negative length", Then(WireFrame.Encode(WireOpcode.Text, [], announced: long.MinValue))),
        After("announces a length of minus one", Then(WireFrame.Encode(WireOpcode.Text, [], announced: -1))),
        After("sends empty fragments without end", async peer =>
        {
            await peer.SendAsync(WireFrame.Text("", fin: false));
            await FillAsync(peer, WireFrame.Encode(WireOpcode.Continuation, [], fin: false));
        }),
        After("masks its frames", Then(WireFrame.Encode(WireOpcode.Text, "[]"u8, masked: true))),
        After("sends text that is not UTF-8", Then(WireFrame.Encode(WireOpcode.Text, [(byte)'"', 0xC3, 0x28, (byte)'"']))),
        After("sets reserved bits", Then([0xF1, 0x00])),
        After("sends an unknown opcode", Then([0x83, 0x00])),
        After("continues what never began", Then(WireFrame.Encode(WireOpcode.Continuation, "x"u8))),
        After("sends a fragmented ping", Then(WireFrame.Encode(WireOpcode.Ping, "x"u8, fin: false))),
        After("sends a ping of 126 bytes", Then(WireFrame.Encode(WireOpcode.Ping, new byte[126]))),
        After("sends garbage frames", Then(Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\n\r\nwhat?"))),
        After("sends JSON that is none", Then(WireFrame.Text("[2,\"1\","))),
        After("sends an empty message", Then(WireFrame.Text(""))),
        After("answers every CALL with another id", async peer =>
        {
            while (true)
            {
                await peer.ReadFrameAsync();
                await peer.SendTextAsync("[3,\"nobody-asked\",{}]");
            }
        }),
        After("never reads", peer => peer.HoldAsync()),
        After("floods with pings", async peer =>
        {
            var pings = Enumerable.Repeat(WireFrame.Encode(WireOpcode.Ping, "ping"u8), 100).SelectMany(frame => frame).ToArray();
            var draining = peer.DrainAsync();
            while (!draining.IsCompleted)
                await peer.SendAsync(pings);
        }),
    ];

    private static HostilePeer After(string name, Func<RawPeer, Task> script) => new(name, true, async peer =>
    {
        await peer.AcceptWebSocketAsync();
        await script(peer);
    });

    private static Func<RawPeer, Task> Then(byte[] bytes) => async peer =>
    {
        await peer.SendAsync(bytes);
        await peer.DrainAsync();
    };

    private static Func<RawPeer, Task> Answer(Func<RawPeer, string> answer) => async peer =>
    {
        await peer.ReadRequestAsync();
        await peer.SendAsync(answer(peer));
        await peer.DrainAsync();
    };

    private static async Task FillAsync(RawPeer peer, byte[] piece)
    {
        var draining = peer.DrainAsync();
        for (long sent = 0; sent < Huge && !draining.IsCompleted; sent += piece.Length)
            await peer.SendAsync(piece);
        await draining;
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
