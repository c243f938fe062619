using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Testing.Wire;

/// <summary>Certificates made for a test, with their keys.</summary>
public static class TestCertificates
{
    /// <summary>A certificate that signs itself.</summary>
    /// <param name="names">DNS names or IP addresses it is for.</param>
    /// <param name="notBefore">Start of its validity.</param>
    /// <param name="notAfter">End of its validity.</param>
    public static X509Certificate2 SelfSigned(IReadOnlyList<string> names, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var own = CertificateAuthority.CreateRoot(new CertificateOrder(CertificatePurpose.Authority, names[0], notBefore, notAfter) { Names = names, Organization = null });
        return own.WithKey();
    }

    /// <summary>A root with a year to live.</summary>
    public static CertificateAuthority Root(string name, DateTimeOffset now)
        => CertificateAuthority.CreateRoot(new CertificateOrder(CertificatePurpose.Authority, name, now.AddDays(-1), now.AddDays(365)));

    /// <summary>A certificate with a year to live.</summary>
    public static CertificateOrder Order(CertificatePurpose purpose, string name, DateTimeOffset now) => new(purpose, name, now.AddDays(-1), now.AddDays(365));
}
