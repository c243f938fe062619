using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Certificates;

/// <summary>A private key with its public one, ECDSA or RSA.</summary>
public sealed class KeyPair : IDisposable
{
    private readonly ECDsa? _ecdsa;
    private readonly RSA? _rsa;

    private KeyPair(ECDsa? ecdsa, RSA? rsa)
    {
        _ecdsa = ecdsa;
        _rsa = rsa;
    }

    /// <summary>Makes a key. RSA takes 50–500 ms of a processor, ECDSA less than one.</summary>
    public static KeyPair Create(KeyKind kind) => kind switch
    {
        KeyKind.EcdsaP256 => new KeyPair(ECDsa.Create(ECCurve.NamedCurves.nistP256), null),
        KeyKind.EcdsaP384 => new KeyPair(ECDsa.Create(ECCurve.NamedCurves.nistP384), null),
        KeyKind.Rsa1024 => new KeyPair(null, RSA.Create(1024)),
        KeyKind.Rsa3072 => new KeyPair(null, RSA.Create(3072)),
        _ => new KeyPair(null, RSA.Create(2048)),
    };

    /// <summary>Reads PKCS#8.</summary>
    /// <exception cref="CryptographicException">The bytes are no key of these kinds.</exception>
    public static KeyPair Import(ReadOnlySpan<byte> pkcs8)
    {
        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return new KeyPair(ecdsa, null);
        }
        catch (CryptographicException)
        {
            ecdsa.Dispose();
        }

        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return new KeyPair(null, rsa);
    }

    /// <summary>The key of a certificate that holds one.</summary>
    public static KeyPair Of(X509Certificate2 certificate)
        => certificate.GetECDsaPrivateKey() is { } ecdsa ? new KeyPair(ecdsa, null)
        : certificate.GetRSAPrivateKey() is { } rsa ? new KeyPair(null, rsa)
        : throw new ArgumentException("the certificate holds no ECDSA or RSA key", nameof(certificate));

    /// <summary>PKCS#8, unencrypted.</summary>
    public byte[] Export() => _ecdsa?.ExportPkcs8PrivateKey() ?? _rsa!.ExportPkcs8PrivateKey();

    /// <summary>PEM of the PKCS#8 form.</summary>
    public string ExportPem() => _ecdsa?.ExportPkcs8PrivateKeyPem() ?? _rsa!.ExportPkcs8PrivateKeyPem();

    /// <summary>The subject public key info, DER.</summary>
    public byte[] PublicKey() => _ecdsa?.ExportSubjectPublicKeyInfo() ?? _rsa!.ExportSubjectPublicKeyInfo();

    /// <summary>A certificate signing request (RFC 2986) in PEM, as SignCertificate carries it.</summary>
    public string SigningRequest(X500DistinguishedName subject)
    {
        var request = RequestFor(subject);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request.CreateSigningRequestPem();
    }

    /// <summary>The certificate together with this key.</summary>
    /// <exception cref="ArgumentException">It is for another key.</exception>
    public X509Certificate2 Join(X509Certificate2 certificate)
        => _ecdsa is not null ? certificate.CopyWithPrivateKey(_ecdsa) : certificate.CopyWithPrivateKey(_rsa!);

    public void Dispose()
    {
        _ecdsa?.Dispose();
        _rsa?.Dispose();
    }

    internal CertificateRequest RequestFor(X500DistinguishedName subject) => _ecdsa is not null
        ? new CertificateRequest(subject, _ecdsa, HashAlgorithmName.SHA256)
        : new CertificateRequest(subject, _rsa!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    internal X509SignatureGenerator Signer() => _ecdsa is not null
        ? X509SignatureGenerator.CreateForECDsa(_ecdsa)
        : X509SignatureGenerator.CreateForRSA(_rsa!, RSASignaturePadding.Pkcs1);
}
