using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Voltbench.Ocpp.Certificates;
using Voltbench.Testing.Wire;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>Certificates of test cases, and the words for them on the wire of 2.0.1.</summary>
public static class Certificates
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A root of nobody else's.</summary>
    public static CertificateAuthority Root(string name) => TestCertificates.Root(name, Now);

    public static string Pem(this CertificateAuthority authority) => authority.Certificate.ExportCertificatePem();

    /// <summary>For a server on the loopback address.</summary>
    public static X509Certificate2 ServerCertificate(this CertificateAuthority issuer, string name = "127.0.0.1", int days = 365)
        => issuer.Issue(new CertificateOrder(CertificatePurpose.Server, name, Now.AddDays(-30), Now.AddDays(days)) { Names = [name] });

    /// <summary>What CertificateSigned brings for a request.</summary>
    public static X509Certificate2 Sign(this CertificateAuthority issuer, string csr) => issuer.Sign(csr, CertificatePurpose.Station, Now.AddMinutes(-5), Now.AddDays(90))!;

    public static string ExpiredRootPem()
    {
        using var root = CertificateAuthority.CreateRoot(new CertificateOrder(CertificatePurpose.Authority, "Expired", Now.AddDays(-30), Now.AddDays(-1)));
        return root.Pem();
    }

    public static Dictionary<string, string> HashOf(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        var hash = CertificateHash.Of(certificate, issuer, CertificateHashAlgorithm.SHA256);
        return new()
        {
            ["hashAlgorithm"] = "SHA256",
            ["issuerNameHash"] = hash.IssuerNameHash,
            ["issuerKeyHash"] = hash.IssuerKeyHash,
            ["serialNumber"] = hash.SerialNumber,
        };
    }

    public static Dictionary<string, string> Hash(this CertificateAuthority root) => HashOf(root.Certificate, root.Certificate);

    /// <summary>Reusable state CertificateInstalled.</summary>
    public static Task InstallAsync(this TestStation station, string use, string pem, string status = "Accepted")
        => station.SendAsync("InstallCertificate", new { certificateType = use, certificate = pem }, status);

    /// <summary>Reusable state GetInstalledCertificates: use and hash data of what the station has.</summary>
    /// <param name="station">The station.</param>
    /// <param name="uses">None asks for all.</param>
    public static async Task<IReadOnlyList<(string Use, JsonElement Hash)>> InstalledAsync(this TestStation station, params string[] uses)
    {
        var answer = await station.SendAsync("GetInstalledCertificateIds", uses.Length == 0 ? new { } : new { certificateType = uses });
        if (answer.Text("status") == "NotFound")
        {
            answer.TryGetProperty("certificateHashDataChain", out _).ShouldBeFalse();
            return [];
        }

        answer.Text("status").ShouldBe("Accepted");
        return [.. answer.GetProperty("certificateHashDataChain").EnumerateArray().Select(c => (c.Text("certificateType")!, c.GetProperty("certificateHashData")))];
    }

    public static bool Holds(this IEnumerable<(string Use, JsonElement Hash)> installed, string use, IReadOnlyDictionary<string, string> hash)
        => installed.Any(i => i.Use == use && hash.All(h => string.Equals(i.Hash.Text(h.Key), h.Value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>First half of the reusable state RenewChargingStationCertificate: the station's request.</summary>
    public static async Task<string> RequestCertificateAsync(this TestStation station)
    {
        await station.SendAsync("TriggerMessage", new { requestedMessage = "SignChargingStationCertificate" }, "Accepted");
        return await station.SigningRequestAsync();
    }

    public static async Task<string> SigningRequestAsync(this TestStation station)
    {
        var csr = (await station.ExpectAsync("SignCertificate")).Payload.Text("csr")!;
        csr.ShouldStartWith("-----BEGIN CERTIFICATE REQUEST-----");
        return csr;
    }

    /// <summary>As the station tells it when it boots.</summary>
    public static string SerialNumber(this TestStation station)
        => station.Calls.First(c => c.Action == "BootNotification").Payload.At("chargingStation", "serialNumber")!;

    /// <summary>Its second half.</summary>
    public static Task DeliverAsync(this TestStation station, string chain, string status = "Accepted")
        => station.SendAsync("CertificateSigned", new { certificateChain = chain, certificateType = "ChargingStationCertificate" }, status);
}
