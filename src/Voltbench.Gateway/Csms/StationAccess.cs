using System.Net;
using System.Security.Cryptography;
using System.Text;
using Voltbench.Csms;
using Voltbench.Lab.Csms;

namespace Voltbench.Gateway.Csms;

/// <summary>Whether a station may connect.</summary>
public enum StationVerdict
{
    Welcome,

    /// <summary>401: it has a key and did not show it.</summary>
    KeyRequired,

    /// <summary>403: it has no key and comes from elsewhere.</summary>
    OpenOnlyHere,

    /// <summary>404: it is not known and comes from elsewhere.</summary>
    Unknown,

    /// <summary>403: its security profile is 3, and it shows no certificate of its own.</summary>
    CertificateRequired,
}

/// <summary>
/// Who may connect to the built-in CSMS. A charger with a key must show it, wherever it comes from. From this machine every other identity is
/// welcome, because this is a lab; from elsewhere it must be a charger of the organization that has a key.
/// </summary>
public sealed class StationAccess(StationKeys keys, StationCertificates certificates, CsmsSettings settings)
{
    /// <summary>Whether it may, and whose charger it is; null = no CPO's.</summary>
    public async Task<(StationVerdict Verdict, long? OperatorId)> DecideAsync(StationId station, HttpContext http)
    {
        var key = await keys.FindAsync(station, http.RequestAborted);
        return (Decide(station, key, http), key.OperatorId);
    }

    private StationVerdict Decide(StationId station, StationKey key, HttpContext http)
    {
        if (certificates.IsEnabled && (http.Connection.ClientCertificate is not null || key.SecurityProfile == 3))
        {
            var shown = http.Connection.ClientCertificate;
            return shown is not null && StationCertificates.IsOf(shown, station.Identity, key.SerialNumber) ? StationVerdict.Welcome : StationVerdict.CertificateRequired;
        }

        if (key.Key is not null)
            return ShowsKey(http.Request.Headers.Authorization.ToString(), station.Identity, key) ? StationVerdict.Welcome : StationVerdict.KeyRequired;
        if (settings.AllowOpenRemote || IsLocal(http))
            return StationVerdict.Welcome;
        return key.Exists ? StationVerdict.OpenOnlyHere : StationVerdict.Unknown;
    }

    /// <summary>A request that a proxy on this machine passed on is none of this machine's.</summary>
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote
        && (IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote) || remote.Equals(http.Connection.LocalIpAddress))
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");

    // RFC 7617. The user is the identity (OCPP 1.6 security whitepaper §3.2, 2.0.1 part 2 A00.FR.204), or what the charger's own address says.
    private static bool ShowsKey(string header, string identity, StationKey key)
    {
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), buffer, out var length))
            return false;
        var credentials = buffer.AsSpan(0, length);
        var colon = credentials.IndexOf((byte)':');
        if (colon < 0)
            return false;
        var user = Equal(credentials[..colon], key.User ?? identity);
        return Equal(credentials[(colon + 1)..], key.Key!) & user;
    }

    // Hashed first, so that the time tells nothing of the length either.
    private static bool Equal(ReadOnlySpan<byte> shown, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(shown), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
