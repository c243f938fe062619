using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Voltbench.Testing.Wire;

/// <summary>An FTP server on loopback as far as RETR and STOR need it: passive, binary, files in memory.</summary>
public sealed class FtpServer : IAsyncDisposable
{
    private readonly RawServer _server;

    private FtpServer() => _server = RawServer.Start(ServeAsync);

    public int Port => _server.Port;

    public ConcurrentDictionary<string, byte[]> Files { get; } = [];

    /// <summary>Lines of the clients, passwords included.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>User and password that are wanted; null lets anybody in.</summary>
    public (string User, string Password)? Account { get; init; }

    /// <summary>Knows EPSV; otherwise PASV alone.</summary>
    public bool KnowsEpsv { get; init; } = true;

    /// <summary>Breaks the data connection after so many bytes of a RETR and says 426.</summary>
    public int? BreaksAfter { get; init; }

    /// <summary>Never answers this command.</summary>
    public string? IsDeafTo { get; init; }

    /// <summary>Starts one with other manners.</summary>
    public static FtpServer Start((string User, string Password)? account = null, bool knowsEpsv = true, int? breaksAfter = null, string? isDeafTo = null)
        => new() { Account = account, KnowsEpsv = knowsEpsv, BreaksAfter = breaksAfter, IsDeafTo = isDeafTo };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(RawPeer peer)
    {
        await peer.SendAsync("220-Welcome to the test\r\n220 ready\r\n");
        using var data = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        data.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        data.Listen(1);
        var port = ((IPEndPoint)data.LocalEndPoint!).Port;
        var user = "";
        var isIn = Account is null;
        while (true)
        {
            var line = await peer.ReadLineAsync();
            Commands.Enqueue(line);
            var (verb, argument) = line.Split(' ', 2) is [var v, var a] ? (v, a) : (line, "");
            if (verb == IsDeafTo)
                await peer.HoldAsync();
            switch (verb)
            {
                case "USER":
                    user = argument;
                    await peer.SendAsync("331 password\r\n");
                    break;
                case "PASS":
                    isIn = Account is null || Account == (user, argument);
                    await peer.SendAsync(isIn ? "230 in\r\n" : "530 no\r\n");
                    break;
                case "TYPE" or "EPSV" or "PASV" or "RETR" or "STOR" when !isIn:
                    await peer.SendAsync("530 log in\r\n");
                    break;
                case "TYPE":
                    await peer.SendAsync("200 binary\r\n");
                    break;
                case "EPSV" when KnowsEpsv:
                    await peer.SendAsync($"229 Entering Extended Passive Mode (|||{port}|)\r\n");
                    break;
                case "PASV":
                    // The address is a lie, as behind a router.
                    await peer.SendAsync($"227 Entering Passive Mode (10,9,8,7,{port / 256},{port % 256}).\r\n");
                    break;
                case "RETR":
                    await SendFileAsync(peer, data, argument);
                    break;
                case "STOR":
                    await TakeFileAsync(peer, data, argument);
                    break;
                default:
                    await peer.SendAsync("502 unknown\r\n");
                    break;
            }
        }
    }

    private async Task SendFileAsync(RawPeer peer, Socket data, string path)
    {
        if (!Files.TryGetValue(path, out var content))
        {
            await peer.SendAsync("550 no such file\r\n");
            return;
        }

        await peer.SendAsync("150 here it comes\r\n");
        using (var connection = await data.AcceptAsync(peer.Stopped))
            await connection.SendAsync(content.AsMemory(0, Math.Min(content.Length, BreaksAfter ?? content.Length)), peer.Stopped);
        await peer.SendAsync(BreaksAfter is null ? "226 done\r\n" : "426 broken\r\n");
    }

    private async Task TakeFileAsync(RawPeer peer, Socket data, string path)
    {
        if (path.Contains("readonly", StringComparison.Ordinal))
        {
            await peer.SendAsync("553 not there\r\n");
            return;
        }

        await peer.SendAsync("150 go on\r\n");
        using var content = new MemoryStream();
        using (var connection = await data.AcceptAsync(peer.Stopped))
        {
            await using var stream = new NetworkStream(connection);
            await stream.CopyToAsync(content, peer.Stopped);
        }

        Files[path] = content.ToArray();
        await peer.SendAsync("226 done\r\n");
    }
}
