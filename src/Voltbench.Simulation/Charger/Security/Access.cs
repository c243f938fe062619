using Voltbench.Ocpp;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>Where and how the station connects: what its owner said, unless the CSMS said otherwise since.</summary>
/// <param name="Url">Address of the CSMS without the identity.</param>
/// <param name="Identity">Last segment of the address, and the Basic user.</param>
/// <param name="Profile">Security profile, 0–3.</param>
/// <param name="User">Basic user; null sends none.</param>
/// <param name="Password">Its password.</param>
internal readonly record struct Access(Uri Url, string Identity, int Profile, string? User, string? Password)
{
    public bool IsSecure => Url.Scheme == "wss";

    public static Access Of(Station station)
    {
        var (spec, configuration) = (station.Spec, station.Configuration);
        var identity = configuration.Get(StandardSettings.Identity);
        var key = configuration.Get(StandardSettings.AuthorizationKey);
        if (spec.Version == OcppVersion.V16 && configuration.IsSet(StandardSettings.AuthorizationKey))
            key = Security.Password.Read(key);
        var profile = configuration.Get(StandardSettings.SecurityProfile);
        var url = spec.CsmsUrl;
        if (station.SecurityIfAny?.NetworkIfAny?.Active is { } network)
            (url, profile) = (new Uri(network.OcppCsmsUrl), network.SecurityProfile);
        else if (profile >= 2 && url.Scheme == "ws")
            url = Secured(url);
        var isBasic = profile is 1 or 2 && key.Length > 0;
        var user = configuration.IsSet(StandardSettings.Identity) ? identity : spec.BasicUser ?? identity;
        return new Access(url, identity, profile, isBasic ? user : null, isBasic ? key : null);
    }

    // The whitepaper has no key for an address (A05): the same host and path, with the port as it is written or the default of the scheme.
    private static Uri Secured(Uri url)
    {
        var builder = new UriBuilder(url) { Scheme = "wss" };
        if (url.IsDefaultPort)
            builder.Port = -1;
        return builder.Uri;
    }
}
