using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Voltbench.Ocpp.Transport;

/// <summary>Host and port to a connected socket.</summary>
internal sealed class Dialer(NameCache names, OcppClientOptions options, TimeProvider time)
{
    /// <summary>Tries all addresses of the host in the order of the resolver, each with its share of the time that is left.</summary>
    /// <exception cref="OperationCanceledException">The token, nothing else.</exception>
    public async Task<(Socket? Socket, ConnectFailure? Failure)> DialAsync(
        Uri url, TimeSpan timeout, StrongBox<ConnectStage> stage, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        IPAddress[] addresses;
        try
        {
            addresses = await names.ResolveAsync(url.IdnHost, cancellationToken);
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            return (null, Failures.Dns(url, error));
        }

        if (options.AllowAddress is { } allow)
        {
            var allowed = Array.FindAll(addresses, address => allow(address));
            if (allowed.Length == 0 && addresses.Length > 0)
                return (null, Failures.NotAllowed(url, addresses[0]));
            addresses = allowed;
        }

        stage.Value = ConnectStage.Tcp;
        ConnectFailure? failure = null;
        for (var i = 0; i < addresses.Length; i++)
        {
            var left = timeout - time.GetElapsedTime(started);
            var share = i == addresses.Length - 1 || left <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : left / (addresses.Length - i);
            (var socket, failure) = await DialAsync(url, addresses[i], share, cancellationToken);
            if (socket is not null)
                return (socket, null);
        }

        return (null, failure ?? Failures.Dns(url, error: null));
    }

    private async Task<(Socket? Socket, ConnectFailure? Failure)> DialAsync(
        Uri url, IPAddress address, TimeSpan share, CancellationToken cancellationToken)
    {
        using var clock = share == Timeout.InfiniteTimeSpan ? null : new CancellationTokenSource(share, time);
        using var both = clock is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(address, url.Port), both?.Token ?? cancellationToken);
            var connected = socket;
            socket = null;
            return (connected, null);
        }
        catch (SocketException error)
        {
            return (null, Failures.Dial(url, address, error));
        }
        catch (OperationCanceledException) when (clock is { IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
        {
            return (null, Failures.Timeout(url, ConnectStage.Tcp, share));
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
