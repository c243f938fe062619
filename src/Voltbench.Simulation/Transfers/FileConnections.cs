using System.Net;
using System.Net.Sockets;

namespace Voltbench.Simulation.Transfers;

/// <summary>Opens the sockets of transfers, to addresses that are allowed.</summary>
/// <param name="allow">Asked for the very address that is then connected to, so that no name can lead around it; null allows all.</param>
internal sealed class FileConnections(Func<IPAddress, bool>? allow)
{
    /// <exception cref="NotAllowedException">Every address of the host is forbidden.</exception>
    /// <exception cref="SocketException">No connection.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async ValueTask<Socket> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = allow is null ? addresses : Array.FindAll(addresses, a => allow(a));
        if (allowed.Length == 0)
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new NotAllowedException();
        SocketException? last = null;
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}

/// <summary>The address is one that this server does not let stations connect to.</summary>
internal sealed class NotAllowedException() : IOException("connecting there is not allowed here");
