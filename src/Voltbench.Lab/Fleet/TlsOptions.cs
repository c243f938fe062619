using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Lab.Fleet;

/// <summary>What the chargers trust when they connect with <c>wss</c> (configuration section <c>Tls</c>).</summary>
public sealed record TlsOptions
{
    public const string Section = "Tls";

    /// <summary>PEM file of certificate authorities to trust instead of the machine's; empty takes the machine's.</summary>
    public string TrustedRoots { get; init; } = "";

    /// <summary>False accepts any certificate of a CSMS: for a bench behind a self-signed one, never for a test of security.</summary>
    public bool VerifyServer { get; init; } = true;

    /// <summary>Folder of the lab's certificate authority, which signs the first certificates of chargers with security profile 3; made at first need.</summary>
    public string Authority { get; init; } = "";

    /// <summary>OCSP responder that contract certificates of drivers name (ISO 15118 plug and charge).</summary>
    public string OcspResponder { get; init; } = "http://ocsp.lab.invalid/";

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (OcspResponder.Length > 512 || !Uri.TryCreate(OcspResponder, UriKind.Absolute, out _))
            yield return "Tls:OcspResponder must be an absolute URL of at most 512 characters.";
        if (TrustedRoots.Length == 0)
            yield break;
        if (!File.Exists(TrustedRoots))
            yield return $"Tls:TrustedRoots names {TrustedRoots}, which is no file.";
        else if (Read() is not { Count: > 0 })
            yield return $"Tls:TrustedRoots names {TrustedRoots}, which holds no certificate in PEM.";
    }

    /// <summary>The authorities of <see cref="TrustedRoots"/>; empty for those of the machine.</summary>
    internal IReadOnlyList<X509Certificate2> Roots() => TrustedRoots.Length == 0 ? [] : [.. Read() ?? []];

    /// <summary>The authorities of <see cref="TrustedRoots"/>; null for those of the machine.</summary>
    public X509Certificate2Collection? Authorities() => TrustedRoots.Length == 0 ? null : Read();

    internal TlsSettings ToSettings() => new() { TrustedRoots = Authorities(), Verify = VerifyServer };

    /// <returns>Null when the file cannot be read as certificates.</returns>
    private X509Certificate2Collection? Read()
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(TrustedRoots);
            return roots;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
