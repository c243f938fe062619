using System.Security.Cryptography;
using Voltbench.Lab.Certificates;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Lab.Files;

/// <summary>Signs images with a certificate of the lab's authority; both are made at their first use.</summary>
/// <param name="folder">Folder of the authority.</param>
/// <param name="time">Clock.</param>
public sealed class FirmwareSigner(string folder, TimeProvider time)
{
    private const string FileName = "firmware-endpoint";

    private readonly Lock _lock = new();

    /// <summary>Signs a SHA-256 with RSA-PSS, as the standards ask for (1.6 security whitepaper L01.FR.04, 2.0.1 L01.FR.11).</summary>
    /// <returns>The signature in Base64 and the chain of the certificate in PEM, signer first.</returns>
    /// <exception cref="IOException">The authority can neither be read nor made.</exception>
    public (string Signature, string CertificatePem) Sign(ReadOnlySpan<byte> sha256)
    {
        lock (_lock)
        {
            var path = Path.Combine(Path.GetFullPath(folder), FileName + ".pem");
            if (!IsUsable(path))
                Issue();
            using var key = RSA.Create();
            key.ImportFromPem(File.ReadAllText(Path.Combine(Path.GetFullPath(folder), FileName + ".key.pem")));
            return (Convert.ToBase64String(key.SignHash(sha256, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)), File.ReadAllText(path).Trim());
        }
    }

    private bool IsUsable(string path)
    {
        if (!File.Exists(path) || CertificateChain.Read(File.ReadAllText(path)) is not [var certificate, ..])
            return false;
        return certificate.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime.AddDays(1);
    }

    private void Issue()
    {
        var authority = AuthorityFolder.Open(folder, time);
        var (from, to) = authority.For(TimeSpan.FromDays(365));
        authority.Issue(FileName, new CertificateOrder(CertificatePurpose.FirmwareSigning, "Voltbench file endpoint", from, to) { Key = KeyKind.Rsa2048 });
    }
}
