using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Voltbench.Ocpp.Certificates;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing.Wire;

namespace Voltbench.Simulation.Tests.Security;

/// <summary>The authorities of these tests, made once, and the words for them on the wire.</summary>
public static class Pki
{
    /// <summary>When the time of a rig begins.</summary>
    public static readonly DateTimeOffset Start = new ManualTimeProvider().GetUtcNow();

    public static readonly CertificateAuthority Root = TestCertificates.Root("CPO Root", Start);

    public static readonly CertificateAuthority Other = TestCertificates.Root("Other Root", Start);

    /// <summary>A root that <see cref="Root"/> signed.</summary>
    public static readonly CertificateAuthority Successor = Root.CreateSubordinate(Order(CertificatePurpose.Authority, "CPO Root 2"));

    public static CertificateOrder Order(CertificatePurpose purpose, string name) => TestCertificates.Order(purpose, name, Start);

    public static string Pem(this CertificateAuthority authority) => authority.Certificate.ExportCertificatePem();

    /// <summary>The certificate of a CSMS.</summary>
    public static IReadOnlyList<X509Certificate2> Server(CertificateAuthority issuer)
        => [issuer.Issue(Order(CertificatePurpose.Server, "csms.test") with { Names = ["csms.test"] }), .. issuer.Intermediates];

    /// <summary>Signs what a station asked for; 90 days from now unless said otherwise.</summary>
    public static string Sign(Rig rig, string csr, CertificateAuthority issuer, double fromDays = 0, double toDays = 90)
    {
        var now = rig.Time.GetUtcNow();
        return issuer.ChainPem(issuer.Sign(csr, CertificatePurpose.Station, now.AddDays(fromDays).AddMinutes(-1), now.AddDays(toDays))!);
    }

    public static string Json(object value) => JsonSerializer.Serialize(value);

    /// <summary>A CALL of the CSMS and the answer to it.</summary>
    public static JsonElement Call(this Rig rig, string action, object payload, double seconds = 1)
    {
        var id = rig.Csms.Ask(action, payload as string ?? Json(payload));
        rig.Run(seconds);
        return rig.Csms.AnswerTo(id).Payload;
    }

    public static string StatusOf(this Rig rig, string action, object payload, double seconds = 1)
        => rig.Call(action, payload, seconds).GetProperty("status").GetString()!;

    public static string RootUse(OcppVersion version) => version == OcppVersion.V16 ? "CentralSystemRootCertificate" : "CSMSRootCertificate";

    public static string InstallRoot(this Rig rig, string pem) => rig.StatusOf("InstallCertificate", new { certificateType = RootUse(rig.Version), certificate = pem });

    /// <summary>What the station answers to the question for its CSMS roots: their serial numbers.</summary>
    public static IReadOnlyList<string> Installed(this Rig rig)
    {
        object question = rig.Version == OcppVersion.V16
            ? new { certificateType = "CentralSystemRootCertificate" }
            : new { certificateType = new[] { "CSMSRootCertificate" } };
        var answer = rig.Call("GetInstalledCertificateIds", question);
        if (answer.GetProperty("status").GetString() == "NotFound")
            return [];
        return rig.Version == OcppVersion.V16
            ? [.. answer.GetProperty("certificateHashData").EnumerateArray().Select(h => h.GetProperty("serialNumber").GetString()!)]
            : [.. answer.GetProperty("certificateHashDataChain").EnumerateArray().Select(c => c.GetProperty("certificateHashData").GetProperty("serialNumber").GetString()!)];
    }

    public static string SerialOf(CertificateAuthority authority) => authority.Certificate.SerialNumber.ToLowerInvariant().TrimStart('0');

    public static object HashOf(X509Certificate2 certificate, X509Certificate2 issuer, CertificateHashAlgorithm algorithm = CertificateHashAlgorithm.SHA256)
    {
        var hash = CertificateHash.Of(certificate, issuer, algorithm);
        return new { hashAlgorithm = hash.Algorithm.ToString(), issuerNameHash = hash.IssuerNameHash, issuerKeyHash = hash.IssuerKeyHash, serialNumber = hash.SerialNumber };
    }

    /// <summary>Asks the station for a new key and returns its request.</summary>
    public static string TriggerSigning(this Rig rig)
    {
        var (action, message) = rig.Version == OcppVersion.V16
            ? ("ExtendedTriggerMessage", "SignChargePointCertificate")
            : ("TriggerMessage", "SignChargingStationCertificate");
        rig.StatusOf(action, new { requestedMessage = message }).ShouldBe("Accepted");
        return rig.Csms.Of("SignCertificate").Last().Text("csr")!;
    }

    public static string Deliver(this Rig rig, string chain, double seconds = 1) => rig.StatusOf("CertificateSigned", new { certificateChain = chain }, seconds);
}

/// <summary>The lab's side: signs the first certificates of its stations.</summary>
public sealed class Factory : IStationCertificates
{
    public int Signed { get; private set; }

    public IReadOnlyList<X509Certificate2> Roots { get; init; } = [];

    public string? Sign(string signingRequest)
    {
        Signed++;
        return Pki.Root.ChainPem(Pki.Root.Sign(signingRequest, CertificatePurpose.Station, Pki.Start.AddHours(-1), Pki.Start.AddDays(365))!);
    }

    public string? Contract(string emaid)
    {
        using var contract = Pki.Other.Issue(Pki.Order(CertificatePurpose.Contract, emaid) with { OcspUrl = "http://ocsp.test/mo" });
        return Pki.Other.ChainPem(contract);
    }
}
