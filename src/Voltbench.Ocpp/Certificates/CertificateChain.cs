using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Certificates;

/// <summary>Reads and verifies chains of certificates as OCPP carries them.</summary>
public static class CertificateChain
{
    /// <summary>Certificates of a PEM text, in its order; empty when it holds none or something that is no certificate.</summary>
    public static IReadOnlyList<X509Certificate2> Read(string pem)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(pem);
            return [.. found];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    /// <summary>True when the certificate carries the signature of its own key.</summary>
    public static bool IsSelfIssued(X509Certificate2 certificate)
        => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>True when <paramref name="issuer"/> signed <paramref name="certificate"/>, at whatever time.</summary>
    public static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 issuer)
        => certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
            && Objection([certificate], [issuer], certificate.NotBefore > issuer.NotBefore ? certificate.NotBefore : issuer.NotBefore) is null;

    /// <summary>Why a chain is not to be trusted: signature, path or validity; null when it is.</summary>
    /// <param name="chain">Leaf first, then what is above it.</param>
    /// <param name="anchors">What is trusted. An anchor need not be self-signed: the whitepaper's note on AdditionalRootCertificateCheck asks for partial chains.</param>
    /// <param name="now">Time of the check.</param>
    public static string? Objection(IReadOnlyList<X509Certificate2> chain, IReadOnlyList<X509Certificate2> anchors, DateTimeOffset now)
    {
        if (chain.Count == 0)
            return "there is no certificate";
        using var built = new X509Chain();
        built.ChainPolicy = PolicyFor(anchors, now);
        for (var i = 1; i < chain.Count; i++)
            built.ChainPolicy.ExtraStore.Add(chain[i]);
        built.Build(chain[0]);
        Anchor(built, anchors, out var objection);
        return objection;
    }

    /// <summary>How to verify against anchors of one's own.</summary>
    public static X509ChainPolicy PolicyFor(IEnumerable<X509Certificate2> anchors, DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = now.UtcDateTime,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
        foreach (var anchor in anchors)
        {
            policy.CustomTrustStore.Add(anchor);
            policy.ExtraStore.Add(anchor);
        }

        return policy;
    }

    /// <summary>The first anchor in a chain that was built, when nothing below it is wrong.</summary>
    /// <returns>Null when the chain is not to be trusted; <paramref name="objection"/> says why.</returns>
    public static X509Certificate2? Anchor(X509Chain chain, IEnumerable<X509Certificate2> anchors, out string? objection)
    {
        objection = null;
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            var element = chain.ChainElements[i];
            foreach (var status in element.ChainElementStatus)
            {
                if (status.Status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain))
                {
                    objection = Words(status.Status);
                    return null;
                }
            }

            var raw = element.Certificate.RawDataMemory;
            foreach (var anchor in anchors)
            {
                if (raw.Span.SequenceEqual(anchor.RawDataMemory.Span))
                    return anchor;
            }
        }

        objection = "it does not lead to a trusted root";
        return null;
    }

    private static string Words(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.NotTimeValid => "it is expired or not yet valid",
        X509ChainStatusFlags.NotSignatureValid => "a signature is wrong",
        X509ChainStatusFlags.InvalidBasicConstraints => "an issuer is no authority",
        _ => status.ToString(),
    };
}
