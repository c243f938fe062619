using System.IO.Compression;
using System.Text;

namespace Voltbench.Testing.Wire;

/// <summary>An OCPI receiver that misbehaves in one way; each connection gets the script.</summary>
/// <param name="Name">For the name of a test.</param>
/// <param name="Script">What it does with each connection.</param>
public sealed record HostileOcpiPeer(string Name, Func<RawPeer, Task> Script)
{
    public RawServer Start() => RawServer.Start(Script);

    public override string ToString() => Name;
}

/// <summary>The catalogue of receivers that a caller must survive, each to be aimed at the client, the outbox or a whole gateway.</summary>
public static class HostileOcpiPeers
{
    private static readonly string Filler = new('x', 64 * 1024);

    public static IReadOnlyList<HostileOcpiPeer> All { get; } =
    [
        new("accepts and says nothing", peer => peer.HoldAsync()),
        new("reads and never answers", async peer => await peer.DrainAsync()),
        new("closes at once", _ => Task.CompletedTask),
        new("resets at once", peer => Done(peer.Reset)),
        new("resets in the middle of the body", async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status_code\":");
            peer.Reset();
        }),
        new("greets like SSH", async peer =>
        {
            await peer.SendAsync("SSH-2.0-OpenSSH_9.2\r\n");
            await peer.DrainAsync();
        }),
        new("sends its header byte by byte", async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nX-Slow: ");
            while (true)
            {
                await peer.SendAsync("x");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, peer.Stopped);
            }
        }),
        new("sends a header without end", async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\n");
            while (true)
                await peer.SendAsync("X-Filler: " + Filler[..1000] + "\r\n");
        }),
        new("sends interim answers without end", async peer =>
        {
            await peer.ReadRequestAsync();
            while (true)
                await peer.SendAsync("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        }),
        new("sends a body without end", async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"status_message\":\"");
            while (true)
                await peer.SendAsync(Filler);
        }),
        new("sends chunks without end", async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true)
                await peer.SendAsync($"{Filler.Length:x}\r\n{Filler}\r\n");
        }),
        new("announces a gigabyte", Answer("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n{")),
        new("announces more than it sends", async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{}");
            peer.EndSending();
            await peer.DrainAsync();
        }),
        new("sends its body byte by byte", async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (true)
            {
                await peer.SendAsync("x");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, peer.Stopped);
            }
        }),
        new("unpacks to a bomb", async peer =>
        {
            var bomb = Bomb();
            await peer.ReadRequestAsync();
            await peer.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n");
            await peer.SendAsync(bomb);
            await peer.DrainAsync();
        }),
        new("says gzip and sends none", Answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n{\"status_code\":1000}")),
        new("redirects", Answer("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n")),
        new("answers 204", Answer("HTTP/1.1 204 No Content\r\n\r\n")),
        new("answers 200 without a body", Answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
        new("answers 200 with a page", Answer(Json("<html>Welcome</html>", type: "text/html"))),
        new("answers 200 with half an envelope", Answer(Json("{\"status_code\":1000,\"data\":["))),
        new("answers 200 with a list", Answer(Json("[1000]"))),
        new("answers 200 without a status code", Answer(Json("{\"data\":{}}"))),
        new("answers 200 with a status code in quotes", Answer(Json("{\"status_code\":\"1000\"}"))),
        new("answers 200 with a status code of 5 digits", Answer(Json("{\"status_code\":10000}"))),
        new("answers 200 in Latin-1", Answer(Json("{\"status_code\":1000,\"status_message\":\"\u00e9\"}"))),
        new("answers 200 with a lone surrogate", Answer(Json("{\"status_code\":2000,\"status_message\":\"\\ud800\"}"))),
        new("answers 200 nested too deep", Answer(Json("{\"status_code\":1000,\"data\":" + new string('[', 5000) + new string(']', 5000) + "}"))),
        new("answers 200 with a huge message", Answer(Json("{\"status_code\":2000,\"status_message\":\"" + Filler + "\"}"))),
        new("echoes the token", async peer =>
        {
            await peer.ReadRequestAsync();
            var shown = peer.Field("Authorization")?.Split(' ')[^1] ?? "";
            await peer.SendAsync(Json($"{{\"status_code\":2000,\"status_message\":\"bad token {shown} or hunter2-token\\r\\nInjected: line\"}}"));
            await peer.DrainAsync();
        }),
        new("answers 500 with a page", Answer("HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\noops")),
        new("answers 503", Answer("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")),
        new("answers 429 for years", Answer("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 99999999\r\nContent-Length: 0\r\n\r\n")),
    ];

    /// <summary>A whole answer with a JSON body of Latin-1 characters.</summary>
    public static string Json(string body, int status = 200, string? headers = null, string type = "application/json") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    private static Func<RawPeer, Task> Answer(string answer) => peer => peer.AnswerAsync(answer);

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write("{\"status_message\":\""u8);
            var block = Encoding.ASCII.GetBytes(Filler);
            for (var i = 0; i < 1024; i++)
                gzip.Write(block);
        }

        return packed.ToArray();
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
