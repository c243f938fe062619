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

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (TrustedRoots.Length == 0)
            yield break;
        if (!File.Exists(TrustedRoots))
            yield return $"Tls:TrustedRoots names {TrustedRoots}, which is no file.";
        else if (Roots() is not { Count: > 0 })
            yield return $"Tls:TrustedRoots names {TrustedRoots}, which holds no certificate in PEM.";
    }

    internal TlsSettings ToSettings() => new() { TrustedRoots = TrustedRoots.Length == 0 ? null : Roots(), Verify = VerifyServer };

    /// <returns>Null when the file cannot be read as certificates.</returns>
    private X509Certificate2Collection? Roots()
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
