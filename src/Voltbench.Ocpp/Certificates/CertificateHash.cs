using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Certificates;

/// <summary>
/// What names a certificate in both versions (CertificateHashDataType, after RFC 6960 §4.1.1): hashes of the issuer's name and key in lower-case hex, and
/// the serial number in hex without leading zeros.
/// </summary>
public readonly record struct CertificateHash(CertificateHashAlgorithm Algorithm, string IssuerNameHash, string IssuerKeyHash, string SerialNumber)
{
    /// <param name="certificate">The certificate to name.</param>
    /// <param name="issuer">Its issuer; itself when it is self-signed.</param>
    /// <param name="algorithm">Hash to use.</param>
    public static CertificateHash Of(X509Certificate2 certificate, X509Certificate2 issuer, CertificateHashAlgorithm algorithm) => new(
        algorithm,
        Hex(algorithm, certificate.IssuerName.RawData),
        Hex(algorithm, issuer.PublicKey.EncodedKeyValue.RawData),
        SerialOf(certificate));

    /// <summary>True when both name the same certificate; hex digits may be of either case, and leading zeros count for nothing.</summary>
    public bool Matches(in CertificateHash other)
        => Algorithm == other.Algorithm
            && IssuerNameHash.Equals(other.IssuerNameHash, StringComparison.OrdinalIgnoreCase)
            && IssuerKeyHash.Equals(other.IssuerKeyHash, StringComparison.OrdinalIgnoreCase)
            && SerialNumber.TrimStart('0').Equals(other.SerialNumber.TrimStart('0'), StringComparison.OrdinalIgnoreCase);

    private static string SerialOf(X509Certificate2 certificate)
    {
        var hex = Convert.ToHexStringLower(certificate.SerialNumberBytes.Span).TrimStart('0');
        return hex.Length == 0 ? "0" : hex;
    }

    private static string Hex(CertificateHashAlgorithm algorithm, byte[] data) => Convert.ToHexStringLower(algorithm switch
    {
        CertificateHashAlgorithm.SHA384 => SHA384.HashData(data),
        CertificateHashAlgorithm.SHA512 => SHA512.HashData(data),
        _ => SHA256.HashData(data),
    });
}

/// <summary>HashAlgorithmEnumType of both versions.</summary>
public enum CertificateHashAlgorithm
{
    SHA256,
    SHA384,
    SHA512,
}
