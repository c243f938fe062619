using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Voltbench.Testing.Wire;

/// <summary>
/// A listener on a free loopback port that hands every accepted connection to a script. Whatever the script leaves open is closed with the server;
/// what it throws beyond broken connections is thrown by <see cref="DisposeAsync"/>.
/// </summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<RawPeer, Task> _script;
    private readonly Task _accepting;
    private int _accepted;
    private int _open;

    private RawServer(Func<RawPeer, Task> script, int backlog)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(backlog);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Connections accepted so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections whose script still runs.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>The address of a charge point at this server.</summary>
    public Uri Url(string path = "/ocpp/CP1", string scheme = "ws") => new($"{scheme}://127.0.0.1:{Port}{path}");

    public static RawServer Start(Func<RawPeer, Task> script, int backlog = 512) => new(script, backlog);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _open);
                _connections.Add(RunAsync(socket, Interlocked.Increment(ref _accepted) - 1));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task RunAsync(Socket socket, int number)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var peer = new RawPeer(socket, number, _stop.Token);
        try
        {
            await _script(peer);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
            // The other side, or the end of the test, cut the script short.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
