using System.Net;
using System.Net.Sockets;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>A port before servers: the test says for each connection where it goes. Counts them.</summary>
public sealed class Door : IAsyncDisposable
{
    // Handshake record: a ServerHello of TLS 1.1 with an empty session and TLS_RSA_WITH_AES_128_CBC_SHA, which no client of today may take.
    private static readonly byte[] OldHello = [22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2, .. new byte[32], 0, 0, 0x2F, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<int, NetworkStream, CancellationToken, Task> _serve;
    private readonly Task _loop;
    private int _count;

    /// <param name="serve">Serves the connection of that number, from 1.</param>
    public Door(Func<int, NetworkStream, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _loop = ListenAsync();
    }

    public int Port { get; }

    /// <summary>How many came.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The address of a CSMS through this door.</summary>
    public string Through(string url) => new UriBuilder(url) { Port = Port }.Uri.AbsoluteUri.TrimEnd('/');

    /// <summary>On to the server of that address.</summary>
    public static async Task ToAsync(string url, NetworkStream client, CancellationToken end)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, new Uri(url).Port, end);
        await using var stream = server.GetStream();
        await Task.WhenAny(client.CopyToAsync(stream, end), stream.CopyToAsync(client, end));
    }

    /// <summary>Speaks a TLS that is too old.</summary>
    public static async Task OldTlsAsync(NetworkStream client, CancellationToken end)
    {
        var buffer = new byte[4096];
        _ = await client.ReadAsync(buffer, end);
        await client.WriteAsync(OldHello, end);
        while (await client.ReadAsync(buffer, end) > 0)
        {
            // until the station hangs up
        }
    }

    /// <summary>Takes everything and never answers.</summary>
    public static Task SilentAsync(NetworkStream client, CancellationToken end) => client.CopyToAsync(Stream.Null, end);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop;
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                await _serve(Interlocked.Increment(ref _count), stream, _end.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // one side hung up
            }
        }
    }
}
