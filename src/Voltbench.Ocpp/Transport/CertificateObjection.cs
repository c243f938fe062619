using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Transport;

/// <summary>Why a server's certificate was not accepted, in words.</summary>
internal static class CertificateObjection
{
    public static string Describe(SslPolicyErrors errors, X509Certificate2? certificate, X509Chain? chain, string host, TimeProvider time)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "the server shows no certificate";

        var objections = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            objections.Add($"the certificate is for {Names(certificate)}, not for '{host}'");
        foreach (var status in chain?.ChainStatus ?? [])
            objections.Add(Describe(status, certificate, time));
        return objections.Count == 0 ? "the certificate was refused" : string.Join("; ", objections.Distinct(StringComparer.Ordinal));
    }

    private static string Describe(X509ChainStatus status, X509Certificate2 certificate, TimeProvider time) => status.Status switch
    {
        X509ChainStatusFlags.NotTimeValid when certificate.NotAfter.ToUniversalTime() < time.GetUtcNow() =>
            $"the certificate expired on {Date(certificate.NotAfter)}",
        X509ChainStatusFlags.NotTimeValid when certificate.NotBefore.ToUniversalTime() > time.GetUtcNow() =>
            $"the certificate is not valid before {Date(certificate.NotBefore)}",
        X509ChainStatusFlags.NotTimeValid => "an authority's certificate is out of its time",
        X509ChainStatusFlags.UntrustedRoot when certificate.Issuer == certificate.Subject =>
            $"the certificate is self-signed and not trusted ({PeerText.Clean(certificate.Subject, 80)})",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain =>
            $"the certificate is signed by an authority that is not trusted ({PeerText.Clean(certificate.Issuer, 80)})",
        var other => $"the certificate was refused: {other}",
    };

    private static string Date(DateTime at) => at.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(san => san.EnumerateDnsNames().Concat(san.EnumerateIPAddresses().Select(address => address.ToString())))
            .Take(4)
            .Select(name => $"'{PeerText.Clean(name, 60)}'")
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : $"'{PeerText.Clean(certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false), 60)}'";
    }
}
