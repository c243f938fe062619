using Voltbench.Ocpp.Certificates;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing.Wire;

namespace Voltbench.Simulation.Tests.Security;

/// <summary>Use cases M03–M05: roots that the CSMS installs, lists and deletes.</summary>
public class InstalledCertificateTests
{
    private static readonly CertificateOrder Authority = Pki.Order(CertificatePurpose.Authority, "A Root");

    public static TheoryData<OcppVersion, string, string, string> Candidates()
    {
        var data = new TheoryData<OcppVersion, string, string, string>();
        foreach (var version in new[] { OcppVersion.V16, OcppVersion.V201 })
        {
            data.Add(version, "a root", Pki.Root.Pem(), "Accepted");
            data.Add(version, "RSA 2048", Made(Authority with { Key = KeyKind.Rsa2048 }), "Accepted");
            data.Add(version, "a sub-CA", Pki.Successor.Pem(), "Accepted");
            data.Add(version, "expired", Made(Authority with { NotBefore = Pki.Start.AddDays(-9), NotAfter = Pki.Start.AddDays(-1) }), "Rejected");
            data.Add(version, "not yet valid", Made(Authority with { NotBefore = Pki.Start.AddDays(1) }), "Rejected");
            data.Add(version, "a weak key", Made(Authority with { Key = KeyKind.Rsa1024 }), "Rejected");
            data.Add(version, "no authority", Pki.Root.Issue(Pki.Order(CertificatePurpose.Server, "csms.test")).ExportCertificatePem(), "Rejected");
            data.Add(version, "two of them", Pki.Root.Pem() + "\n" + Pki.Other.Pem(), "Rejected");
            data.Add(version, "no certificate", "this is no certificate", "Rejected");
            data.Add(version, "nothing", "", "Rejected");
            data.Add(version, "half a certificate", Pki.Root.Pem()[..200], "Rejected");
            data.Add(version, "a key", Pki.Root.ExportKeyPem(), "Rejected");
        }

        return data;
    }

    [Theory, MemberData(nameof(Candidates))]
    [Shows(OcppVersion.V16, "InstallCertificate")]
    [Shows(OcppVersion.V201, "InstallCertificate")]
    public void M05_a_root_is_installed_when_it_is_one(OcppVersion version, string what, string pem, string status)
    {
        var rig = new Rig(version).Booted();
        rig.InstallRoot(pem).ShouldBe(status, what);
        rig.Installed().Count.ShouldBe(status == "Accepted" ? 1 : 0);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [Shows(OcppVersion.V16, "GetInstalledCertificateIds")]
    [Shows(OcppVersion.V201, "GetInstalledCertificateIds")]
    public void M03_FR_01_to_04_installed_roots_are_named_by_their_issuers_and_survive_a_kill(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Installed().ShouldBeEmpty();
        rig.InstallRoot(Pki.Root.Pem());
        rig.InstallRoot(Pki.Other.Pem());
        rig.InstallRoot(Pki.Root.Pem()).ShouldBe("Accepted", "it is there already");
        rig.Installed().ShouldBe([Pki.SerialOf(Pki.Root), Pki.SerialOf(Pki.Other)]);

        rig.KillAndRestart();
        rig.Run(1);
        rig.Installed().ShouldBe([Pki.SerialOf(Pki.Root), Pki.SerialOf(Pki.Other)]);
    }

    [Fact]
    public void M03_2_0_1_tells_all_types_or_those_asked_for()
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        foreach (var (use, root) in new[] { ("V2GRootCertificate", Pki.Root), ("MORootCertificate", Pki.Other), ("ManufacturerRootCertificate", Pki.Root) })
            rig.StatusOf("InstallCertificate", new { certificateType = use, certificate = root.Pem() }).ShouldBe("Accepted");
        Types("{}").ShouldBe(["V2GRootCertificate", "MORootCertificate", "ManufacturerRootCertificate"]);
        Types("""{"certificateType":["MORootCertificate"]}""").ShouldBe(["MORootCertificate"]);
        rig.Call("GetInstalledCertificateIds", """{"certificateType":["CSMSRootCertificate"]}""").ToString().ShouldBe("""{"status":"NotFound"}""");

        IEnumerable<string?> Types(string question)
            => rig.Call("GetInstalledCertificateIds", question).GetProperty("certificateHashDataChain").EnumerateArray().Select(c => c.GetProperty("certificateType").GetString());
    }

    [Theory]
    [InlineData(OcppVersion.V16, CertificateHashAlgorithm.SHA256)]
    [InlineData(OcppVersion.V16, CertificateHashAlgorithm.SHA384)]
    [InlineData(OcppVersion.V201, CertificateHashAlgorithm.SHA384)]
    [InlineData(OcppVersion.V201, CertificateHashAlgorithm.SHA512)]
    [Shows(OcppVersion.V16, "DeleteCertificate")]
    [Shows(OcppVersion.V201, "DeleteCertificate")]
    public void M04_FR_01_to_04_a_root_is_deleted_once(OcppVersion version, CertificateHashAlgorithm algorithm)
    {
        var rig = new Rig(version).Booted();
        rig.InstallRoot(Pki.Root.Pem());
        var hash = Pki.HashOf(Pki.Root.Certificate, Pki.Root.Certificate, algorithm);
        rig.StatusOf("DeleteCertificate", new { certificateHashData = Pki.HashOf(Pki.Other.Certificate, Pki.Other.Certificate, algorithm) }).ShouldBe("NotFound");
        rig.StatusOf("DeleteCertificate", new { certificateHashData = hash }).ShouldBe("Accepted");
        rig.StatusOf("DeleteCertificate", new { certificateHashData = hash }).ShouldBe("NotFound");
        rig.Installed().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void M04_FR_06_the_root_that_verifies_the_connection_cannot_be_deleted(OcppVersion version)
    {
        var rig = Secured(version);
        rig.InstallRoot(Pki.Root.Pem());
        rig.InstallRoot(Pki.Other.Pem());
        rig.Csms.ServerChain = Pki.Server(Pki.Root);
        rig.Csms.Drop();
        rig.Run(10);
        rig.StatusOf("DeleteCertificate", new { certificateHashData = Pki.HashOf(Pki.Root.Certificate, Pki.Root.Certificate) }).ShouldBe("Failed");
        rig.StatusOf("DeleteCertificate", new { certificateHashData = Pki.HashOf(Pki.Other.Certificate, Pki.Other.Certificate) }).ShouldBe("Accepted");
        rig.Installed().ShouldBe([Pki.SerialOf(Pki.Root)]);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_csms_that_no_installed_root_vouches_for_is_not_connected_to(OcppVersion version)
    {
        var rig = Secured(version);
        rig.InstallRoot(Pki.Root.Pem());
        rig.Csms.ServerChain = Pki.Server(Pki.Other);
        rig.Csms.Drop();
        rig.Run(30);
        rig.Csms.IsConnected.ShouldBeFalse();
        rig.Csms.ServerChain = Pki.Server(Pki.Root);
        rig.Run(60);
        rig.Csms.IsConnected.ShouldBeTrue();
        var told = rig.Csms.Of("SecurityEventNotification").Where(e => e.Text("type")!.StartsWith("InvalidC", StringComparison.Ordinal)).ToList();
        told.Single().Text("type").ShouldBe(version == OcppVersion.V16 ? "InvalidCentralSystemCertificate" : "InvalidCsmsCertificate");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void M05_FR_03_a_full_store_takes_no_more(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        var most = 0;
        while (most < 100 && rig.InstallRoot(TestCertificates.Root("R", Pki.Start).Pem()) == "Accepted")
            most++;
        most.ShouldBe(32);
        rig.InstallRoot(Pki.Root.Pem()).ShouldBe("Rejected");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void AdditionalRootCertificateCheck_takes_only_what_the_old_root_signed_and_keeps_that_as_fallback(OcppVersion version)
    {
        var rig = Secured(version, new FleetOptions { AdditionalRootCertificateCheck = true });
        rig.InstallRoot(Pki.Root.Pem()).ShouldBe("Accepted", "the first one has nobody to vouch for it");
        rig.InstallRoot(Pki.Other.Pem()).ShouldBe("Rejected");
        rig.InstallRoot(Pki.Successor.Pem()).ShouldBe("Accepted");
        rig.Installed().ShouldBe([Pki.SerialOf(Pki.Root), Pki.SerialOf(Pki.Successor)], "the old root is the fallback");

        // M05.FR.13: the CSMS still shows a certificate of the old root.
        Reconnect(Pki.Server(Pki.Root));
        rig.Installed().Count.ShouldBe(2);

        // M05.FR.12: the new root has proved itself.
        Reconnect(Pki.Server(Pki.Successor));
        rig.Installed().ShouldBe([Pki.SerialOf(Pki.Successor)]);

        void Reconnect(IReadOnlyList<System.Security.Cryptography.X509Certificates.X509Certificate2> chain)
        {
            rig.Csms.ServerChain = chain;
            rig.Csms.Drop();
            rig.Run(10);
            rig.Csms.IsConnected.ShouldBeTrue();
        }
    }

    private static Rig Secured(OcppVersion version, FleetOptions? options = null) => new Rig(version, options, s => s with
    {
        CsmsUrl = new Uri("wss://csms.test/ocpp"), SecurityProfile = 2, AuthorizationKey = "a-key-of-20-letters!",
    }).Booted();

    private static string Made(CertificateOrder order)
    {
        using var made = CertificateAuthority.CreateRoot(order);
        return made.Pem();
    }
}
