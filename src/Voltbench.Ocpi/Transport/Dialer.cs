using System.Net;
using System.Net.Sockets;

namespace Voltbench.Ocpi.Transport;

/// <summary>Host and port to a connected stream, through the policy of addresses.</summary>
internal sealed class Dialer(OcpiClientOptions options, TimeProvider time)
{
    /// <summary>Tries the allowed addresses of the host in the order of the resolver, each with its share of the time that is left.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        if (options.Objection is { } objection)
        {
            var allowed = Array.FindAll(addresses, address => objection(address) is null);
            if (allowed.Length == 0)
                throw new TargetRefusedException(objection(addresses[0]) ?? "The address is not allowed.");
            addresses = allowed;
        }

        for (var i = 0; ; i++)
        {
            var left = options.ConnectTimeout - time.GetElapsedTime(started);
            var isLast = i == addresses.Length - 1;
            using var clock = isLast || left <= TimeSpan.Zero ? null : new CancellationTokenSource(left / (addresses.Length - i), time);
            using var both = clock is null ? null : CancellationTokenSource.CreateLinkedTokenSource(ct, clock.Token);
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], context.DnsEndPoint.Port), both?.Token ?? ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception error)
            {
                socket.Dispose();
                if (isLast || ct.IsCancellationRequested || error is not (SocketException or OperationCanceledException))
                    throw;
            }
        }
    }
}

/// <summary>The policy does not allow any address of the host.</summary>
internal sealed class TargetRefusedException(string message) : IOException(message);
