using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Voltbench.Gateway.Auth;
using Voltbench.Lab.Chargers;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Csms;

/// <summary>
/// Keeps a charger from being pointed at the built-in CSMS of another organization. The chargers of this server connect from loopback, where the CSMS
/// lets every identity in, so the address is the place to say no.
/// </summary>
public sealed class OwnCsms(IServer server) : ICsmsAddresses
{
    private const string Prefix = "/csms/";

    /// <summary>Why an address is not for the organization of the request; null when it is.</summary>
    public Func<CsmsAddress, string?> Rule(HttpContext http, Tenant tenant) => address => Check(address.Uri, tenant.OrganizationId, http.Request.Host);

    /// <summary>The same for a CSMS that sends a charger elsewhere: into the built-in CSMS only where the charger's owner sent it there already.</summary>
    public string? Objection(Uri own, Uri wanted)
        => Named(wanted) is { } organization && Named(own) != organization ? "The address is the built-in CSMS of this server, where the charger's owner did not send it." : null;

    private Guid? Named(Uri url)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath).TrimEnd('/');
        return path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParseExact(path[Prefix.Length..], "D", out var named)
            && (BuiltInCsms.IsNamed(url) || (CsmsTargetPolicy.MeansThisHost(url) && IsOwnPort(url.Port)))
            ? named
            : null;
    }

    private string? Check(Uri url, Guid organizationId, HostString asked)
    {
        var path = Uri.UnescapeDataString(url.AbsolutePath).TrimEnd('/');
        return path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParseExact(path[Prefix.Length..], "D", out var named)
            && named != organizationId
            && (BuiltInCsms.IsNamed(url) || IsAsked(url, asked) || (CsmsTargetPolicy.MeansThisHost(url) && IsOwnPort(url.Port)))
            ? $"names the built-in CSMS of another organization; yours is {Prefix}{organizationId}"
            : null;
    }

    /// <summary>The name by which the client itself reached this server, whatever proxy stands before it.</summary>
    private static bool IsAsked(Uri url, HostString asked) =>
        asked.HasValue
        && url.Host.Trim('[', ']').Equals(asked.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (asked.Port is not { } port ? url.IsDefaultPort : port == url.Port);

    private bool IsOwnPort(int port) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Any(address => BindingAddress.Parse(address).Port == port) ?? false;
}
