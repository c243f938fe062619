using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>The revocation list of the lab, <see cref="FleetOptions.RevokedCertificates"/>. A list that is not there or cannot be read revokes nothing.</summary>
internal static class RevokedCertificates
{
    public static bool Holds(Station station, X509Certificate2 certificate)
    {
        if (station.Fleet.Options.RevokedCertificates is not { Length: > 0 } path || !File.Exists(path))
            return false;
        try
        {
            // The builder can be asked for a serial number only by taking it out.
            var list = CertificateRevocationListBuilder.LoadPem(File.ReadAllText(path), out _);
            return list.RemoveEntry(certificate.SerialNumberBytes.Span);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
