using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>A maker of firmware: key, certificate, signatures.</summary>
public sealed class FirmwareMaker
{
    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;

    public FirmwareMaker(DateTimeOffset now, bool isRsa = true, int validFromDays = -1, int validToDays = 365)
    {
        CertificateRequest request;
        if (isRsa)
        {
            _rsa = RSA.Create(2048);
            request = new CertificateRequest("CN=Firmware signing,O=Wallbox", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }
        else
        {
            _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            request = new CertificateRequest("CN=Firmware signing,O=Wallbox", _ecdsa, HashAlgorithmName.SHA256);
        }

        using var made = request.CreateSelfSigned(now.AddDays(validFromDays), now.AddDays(validToDays));
        Pem = made.ExportCertificatePem();
    }

    public string Pem { get; }

    /// <summary>The certificate as a JSON string.</summary>
    public string Json => JsonSerializer.Serialize(Pem);

    /// <summary>A revocation list in PEM that holds the certificate, of some authority.</summary>
    public string Revoke(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(10));
        using var certificate = X509Certificate2.CreateFromPem(Pem);
        var list = new CertificateRevocationListBuilder();
        list.AddEntry(certificate);
        return PemEncoding.WriteString("X509 CRL", list.Build(authority, 1, now.AddDays(5), HashAlgorithmName.SHA256));
    }

    public string Sign(byte[] image, bool isPkcs1 = false) => Convert.ToBase64String(
        _rsa is not null
            ? _rsa.SignData(image, HashAlgorithmName.SHA256, isPkcs1 ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss)
            : _ecdsa!.SignData(image, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
}
