using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Voltbench.Lab.Targets;

/// <summary>Where this server may connect on behalf of others. Open by default, for a lab of one's own; a shared installation closes it.</summary>
public class TargetOptions
{
    /// <summary>Private and link-local ranges: RFC 1918, RFC 6598, RFC 3927, RFC 4193, fe80::/10.</summary>
    public bool AllowPrivateTargets { get; set; } = true;

    /// <summary>127.0.0.0/8, ::1 and the unspecified address.</summary>
    public bool AllowLoopbackTargets { get; set; } = true;

    /// <summary>Any address of a network interface of this host.</summary>
    public bool AllowOwnHost { get; set; } = true;
}

/// <summary>
/// Decides whether this server may connect somewhere. Asked twice: with the text of the address when it is stored, and with the resolved
/// IP address before each connection, because a name may point anywhere by then.
/// </summary>
/// <param name="options">What is allowed.</param>
/// <param name="subject">Whose address it is, to begin a sentence with.</param>
public class TargetPolicy(TargetOptions options, string subject)
{
    /// <summary>Why an address must not be stored; null when it may. Names are not resolved here, but those that mean this host are known.</summary>
    public string? CheckUrl(Uri url)
    {
        var host = url.DnsSafeHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var address))
            return CheckAddress(address);
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            return CheckAddress(IPAddress.Loopback);
        return !options.AllowOwnHost && host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase) ? OwnHost : null;
    }

    /// <summary>Why a resolved address must not be connected to; null when it may. To be asked for the very address that is then used.</summary>
    public string? CheckAddress(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return options.AllowLoopbackTargets ? null : $"{subject} points to this machine's loopback, which this server does not allow.";
        if (!options.AllowPrivateTargets && IsPrivate(address))
            return $"{subject} points into a private network, which this server does not allow.";
        return !options.AllowOwnHost && IsOwn(address) ? OwnHost : null;
    }

    /// <summary>True when the host of the address is this machine: its loopback, its name, or an address of one of its interfaces. Other names are not resolved.</summary>
    public static bool MeansThisHost(Uri url)
    {
        var host = url.DnsSafeHost.TrimEnd('.');
        if (!IPAddress.TryParse(host, out var address))
        {
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
                || host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);
        }

        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IsOwn(address);
    }

    private string OwnHost => $"{subject} points to this server itself, which it does not allow.";

    private static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || EmbedsPrivate(address);

        Span<byte> b = stackalloc byte[4];
        address.TryWriteBytes(b, out _);
        return b[0] is 0 or 10
            || (b[0] == 172 && b[1] is >= 16 and <= 31)
            || (b[0] == 192 && b[1] == 168)
            || (b[0] == 169 && b[1] == 254)
            || (b[0] == 100 && b[1] is >= 64 and <= 127);
    }

    // NAT64 (64:ff9b::/96, RFC 6052) and 6to4 (2002::/16) carry an IPv4 address that a gateway would unwrap.
    private static bool EmbedsPrivate(IPAddress address)
    {
        Span<byte> b = stackalloc byte[16];
        address.TryWriteBytes(b, out _);
        if (b[..4].SequenceEqual<byte>([0x00, 0x64, 0xff, 0x9b]))
            return IsLoopbackOrPrivate(new IPAddress(b[12..]));
        return b[0] == 0x20 && b[1] == 0x02 && IsLoopbackOrPrivate(new IPAddress(b[2..6]));
    }

    private static bool IsLoopbackOrPrivate(IPAddress v4) => IPAddress.IsLoopback(v4) || IsPrivate(v4);

    private static bool IsOwn(IPAddress address)
        => NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Any(u => u.Address.Equals(address));
}
