using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>
/// The signature of an image: RSA or ECDSA over its SHA-256 (1.6 security whitepaper L01.FR.04, 2.0.1 L01.FR.11). RSA is taken with PSS, as the standards say, and
/// with PKCS#1 v1.5, as many vendors' tools sign.
/// </summary>
internal static class FirmwareSignature
{
    /// <summary>The certificate, or null when the text is none.</summary>
    public static X509Certificate2? ReadCertificate(string pem)
    {
        try
        {
            return pem.Contains("-----BEGIN", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(pem)
                : X509CertificateLoader.LoadCertificate(Convert.FromBase64String(pem));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public static bool Verify(string certificatePem, string signature, ReadOnlySpan<byte> sha256)
    {
        using var certificate = ReadCertificate(certificatePem);
        if (certificate is null || !TryDecode(signature, out var bytes))
            return false;
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is not null)
            {
                return rsa.VerifyHash(sha256, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
                    || rsa.VerifyHash(sha256, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }

            using var ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa is not null
                && (ecdsa.VerifyHash(sha256, bytes, DSASignatureFormat.Rfc3279DerSequence)
                    || ecdsa.VerifyHash(sha256, bytes, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        }
        catch (CryptographicException)
        {
            return false; // not even the form of a signature
        }
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(utf8.Length) + 3];
        var status = Base64.DecodeFromUtf8(utf8, bytes, out _, out var written);
        bytes = bytes[..written];
        return status == System.Buffers.OperationStatus.Done && written > 0;
    }
}
