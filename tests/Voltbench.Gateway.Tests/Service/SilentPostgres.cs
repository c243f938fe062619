using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Voltbench.Gateway.Tests.Service;

/// <summary>A PostgreSQL server that takes every connection and answers no query, as one does whose machine hangs.</summary>
internal sealed class SilentPostgres : IAsyncDisposable
{
    // AuthenticationOk, ParameterStatus server_version, ReadyForQuery (PostgreSQL manual, 55.7).
    private static readonly byte[] Welcome =
        [.. "R\0\0\0\u0008\0\0\0\0"u8, .. "S\0\0\0\u0018server_version\015.0\0"u8, .. "Z\0\0\0\u0005I"u8];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private int _queries;

    public SilentPostgres()
    {
        _listener.Start();
        _running = AcceptAsync();
    }

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={((IPEndPoint)_listener.LocalEndpoint).Port};Username=x;Password=x;Database=x;"
        + "SSL Mode=Disable;GSS Encryption Mode=Disable;Server Compatibility Mode=NoTypeLoading";

    /// <summary>Done when the first query has come.</summary>
    public Task Asked => _asked.Task;

    public int Queries => Volatile.Read(ref _queries);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var head = new byte[8];
            await stream.ReadExactlyAsync(head, _end.Token);
            var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(head) - head.Length];
            await stream.ReadExactlyAsync(rest, _end.Token);
            const int startup = 0x0003_0000;
            if (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4)) == startup)
            {
                await stream.WriteAsync(Welcome, _end.Token);
                await stream.ReadExactlyAsync(new byte[1], _end.Token);
                Interlocked.Increment(ref _queries);
                _asked.TrySetResult();
            }

            // Also a request to cancel is only swallowed.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test is over, or the client has gone.
        }
    }
}
