using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Certificates;

/// <summary>
/// A certificate authority of a lab: it issues what it is asked for, bad certificates included, and guards its key no better than its owner does.
/// Certificates have the properties of the OCPP 1.6 security whitepaper §2.6.1 (OCPP 2.0.1 part 2 A00.FR.501–513).
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    private readonly KeyPair _key;

    /// <param name="certificate">The authority's certificate.</param>
    /// <param name="key">Its key; belongs to the authority from now on.</param>
    /// <param name="parents">Certificates between it and the root, nearest first, without the root.</param>
    public CertificateAuthority(X509Certificate2 certificate, KeyPair key, IReadOnlyList<X509Certificate2>? parents = null)
    {
        Certificate = certificate;
        _key = key;
        var isRoot = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        Intermediates = isRoot ? [] : [certificate, .. parents ?? []];
    }

    /// <summary>The authority's own certificate, without its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>What a holder of an issued certificate has to send along: all from this authority up to, but without, the root.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates { get; }

    /// <summary>The authority's certificate with its key: for a server that is its own authority.</summary>
    public X509Certificate2 WithKey() => Loaded(_key.Join(Certificate));

    /// <summary>The authority's private key in PEM.</summary>
    public string ExportKeyPem() => _key.ExportPem();

    /// <summary>A root that signs itself.</summary>
    public static CertificateAuthority CreateRoot(CertificateOrder order)
    {
        var key = KeyPair.Create(order.Key);
        var request = key.RequestFor(Subject(order));
        AddExtensions(request, order, issuer: null);
        return new CertificateAuthority(Seal(request, request.SubjectName, key, order.NotBefore, order.NotAfter), key);
    }

    /// <summary>An authority below this one. As a new root for <c>AdditionalRootCertificateCheck</c> (M05.FR.10) it is a root that the old one signed.</summary>
    public CertificateAuthority CreateSubordinate(CertificateOrder order)
    {
        var key = KeyPair.Create(order.Key);
        return new CertificateAuthority(Make(key, order), key, Intermediates);
    }

    /// <summary>Issues a certificate with a new key.</summary>
    /// <returns>The certificate with its private key, ready for either side of TLS.</returns>
    public X509Certificate2 Issue(CertificateOrder order)
    {
        using var key = KeyPair.Create(order.Key);
        using var bare = Make(key, order);
        return Loaded(key.Join(bare));
    }

    /// <summary>Signs a request as SignCertificate carries it; subject and key are those of the request.</summary>
    /// <param name="signingRequest">PEM.</param>
    /// <param name="purpose">What the key may be used for.</param>
    /// <param name="notBefore">Start of the validity.</param>
    /// <param name="notAfter">End of the validity.</param>
    /// <returns>Null when the text is no signing request, or its signature is wrong.</returns>
    public X509Certificate2? Sign(string signingRequest, CertificatePurpose purpose, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        CertificateRequest request;
        try
        {
            request = CertificateRequest.LoadSigningRequestPem(
                signingRequest, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            return null;
        }

        AddExtensions(request, new CertificateOrder(purpose, "", notBefore, notAfter), Certificate);
        return Seal(request, Certificate.SubjectName, _key, notBefore, notAfter);
    }

    /// <summary>A certificate and what is above it up to, but without, the root, in PEM and in the order of TLS: what CertificateSigned carries.</summary>
    public string ChainPem(X509Certificate2 issued) => string.Join('\n', Intermediates.Prepend(issued).Select(static c => c.ExportCertificatePem()));

    /// <summary>A list of revoked certificates (CRL), DER.</summary>
    /// <param name="serials">Serial numbers of the certificates, big-endian.</param>
    /// <param name="now">Time of the list.</param>
    /// <param name="nextUpdate">When a newer one is due.</param>
    public byte[] RevocationList(IEnumerable<byte[]> serials, DateTimeOffset now, DateTimeOffset nextUpdate)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var serial in serials)
            builder.AddEntry(serial, now);
        return builder.Build(
            Certificate.SubjectName,
            _key.Signer(),
            new BigInteger(now.ToUnixTimeSeconds()),
            nextUpdate,
            HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false),
            now);
    }

    /// <summary>True when the list names the certificate.</summary>
    /// <exception cref="CryptographicException">The bytes are no list.</exception>
    public static bool IsRevoked(byte[] list, X509Certificate2 certificate)
        => CertificateRevocationListBuilder.Load(list, out BigInteger _).RemoveEntry(certificate.SerialNumberBytes.Span);

    public void Dispose() => _key.Dispose();

    // A key that lives in the certificate alone is not taken by the server side of TLS on every platform.
    private static X509Certificate2 Loaded(X509Certificate2 joined)
    {
        using (joined)
            return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    private X509Certificate2 Make(KeyPair key, CertificateOrder order)
    {
        var request = key.RequestFor(Subject(order));
        AddExtensions(request, order, Certificate);
        return Seal(request, Certificate.SubjectName, _key, order.NotBefore, order.NotAfter);
    }

    // The overload with a generator takes any validity: an issuer that expires earlier is a case worth making.
    private static X509Certificate2 Seal(
        CertificateRequest request, X500DistinguishedName issuer, KeyPair key, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return request.Create(issuer, key.Signer(), notBefore, notAfter, serial);
    }

    private static X500DistinguishedName Subject(CertificateOrder order) => CertificateName.Of(order.CommonName, order.Organization);

    private static void AddExtensions(CertificateRequest request, CertificateOrder order, X509Certificate2? issuer)
    {
        var extensions = request.CertificateExtensions;
        extensions.Clear();
        var isAuthority = order.Purpose == CertificatePurpose.Authority;
        extensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(UsageOf(order), critical: true));
        if (ExtendedUsageOf(order.Purpose) is { } extended)
            extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(extended)], critical: false));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (issuer is not null)
            extensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (order.Names.Count > 0)
            extensions.Add(Names(order.Names));
        if (order.OcspUrl is { } ocsp)
            extensions.Add(new X509AuthorityInformationAccessExtension([ocsp], []));
    }

    private static X509KeyUsageFlags UsageOf(CertificateOrder order) => order.Purpose switch
    {
        CertificatePurpose.Authority => X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | (order.Names.Count > 0 ? X509KeyUsageFlags.DigitalSignature : X509KeyUsageFlags.None),
        CertificatePurpose.Server when order.Key >= KeyKind.Rsa2048 => X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment,
        CertificatePurpose.Secc or CertificatePurpose.Contract => X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement,
        _ => X509KeyUsageFlags.DigitalSignature,
    };

    private static string? ExtendedUsageOf(CertificatePurpose purpose) => purpose switch
    {
        CertificatePurpose.Server => "1.3.6.1.5.5.7.3.1",
        CertificatePurpose.Station => "1.3.6.1.5.5.7.3.2",
        CertificatePurpose.FirmwareSigning => "1.3.6.1.5.5.7.3.3",
        _ => null,
    };

    private static X509Extension Names(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                builder.AddIpAddress(address);
            else
                builder.AddDnsName(name);
        }

        return builder.Build();
    }
}
