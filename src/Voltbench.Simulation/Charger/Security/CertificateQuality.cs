using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>The properties that every certificate must have (OCPP 1.6 security whitepaper §2.6.1, OCPP 2.0.1 part 2 A00.FR.501–503).</summary>
internal static class CertificateQuality
{
    /// <summary>What is wrong with it: out of its time, or a key too weak. Null for nothing. One that is not valid yet passes where the caller says so.</summary>
    public static string? Objection(X509Certificate2 certificate, DateTimeOffset now, bool mayBeEarly = false)
    {
        if (certificate.NotAfter.ToUniversalTime() < now.UtcDateTime)
            return "The certificate is expired.";
        if (!mayBeEarly && certificate.NotBefore.ToUniversalTime() > now.UtcDateTime)
            return "The certificate is not valid yet.";
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return (rsa, ecdsa) switch
        {
            ({ KeySize: < 2048 }, _) => "The key is too weak: RSA needs 2048 bits.",
            (_, { KeySize: < 224 }) => "The key is too weak: elliptic curves need 224 bits.",
            (null, null) => "The key is neither RSA nor ECDSA.",
            _ => null,
        };
    }

    public static bool IsAuthority(X509Certificate2 certificate)
        => certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true };
}
