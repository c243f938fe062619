using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

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
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var subjects = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                subjects.AddIpAddress(address);
            else
                subjects.AddDnsName(name);
        }

        request.CertificateExtensions.Add(subjects.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var made = request.CreateSelfSigned(notBefore, notAfter);

        // A key that lives in the certificate alone is not taken by the server side of TLS on every platform.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
