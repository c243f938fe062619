using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Gateway.Csms;

/// <summary>Judges the client certificates that stations show (security profile 3; OCPP 1.6 security whitepaper A00.FR.403–405).</summary>
public sealed class StationCertificates(CsmsSettings settings, TimeProvider time)
{
    private readonly IReadOnlyList<X509Certificate2> _roots = settings.StationRoots.Length == 0 ? [] : Read(settings.StationRoots);

    /// <summary>Stations are asked for a certificate.</summary>
    public bool IsEnabled => _roots.Count > 0;

    public static IEnumerable<string> Faults(CsmsSettings settings)
    {
        if (settings.StationRoots.Length > 0 && Read(settings.StationRoots).Count == 0)
            yield return $"Csms:StationRoots names {settings.StationRoots}, which holds no certificate in PEM.";
        if (settings.StationCrl.Length > 0 && ReadList(settings.StationCrl) is null)
            yield return $"Csms:StationCrl names {settings.StationCrl}, which holds no certificate revocation list in PEM.";
    }

    /// <summary>Whether the handshake may go on with that certificate: path, time and revocation. The list is read each time, because it changes.</summary>
    public bool Accepts(X509Certificate2 certificate, X509Chain? sent)
    {
        var chain = new List<X509Certificate2> { certificate };
        chain.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        if (CertificateChain.Objection(chain, _roots, time.GetUtcNow()) is not null)
            return false;
        return settings.StationCrl.Length == 0 || (ReadList(settings.StationCrl) is { } list && !CertificateAuthority.IsRevoked(list, certificate));
    }

    /// <summary>Whether the certificate is that station's: its CN is the serial number, which the CSMS learns from the charger's id, or the identity.</summary>
    public static bool IsOf(X509Certificate2 certificate, string identity, string? serialNumber)
        => CertificateName.CommonName(certificate) is { } name
            && (name.Equals(identity, StringComparison.Ordinal) || (serialNumber is not null && name.Equals(serialNumber, StringComparison.Ordinal)));

    private static IReadOnlyList<X509Certificate2> Read(string file)
    {
        try
        {
            return CertificateChain.Read(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static byte[]? ReadList(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            return PemEncoding.TryFind(pem, out var fields) ? Convert.FromBase64String(pem[fields.Base64Data]) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
