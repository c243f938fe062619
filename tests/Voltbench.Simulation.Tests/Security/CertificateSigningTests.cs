using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Security;

/// <summary>Use cases A02 and A03: new keys and their certificates.</summary>
[Shows(OcppVersion.V16, "ExtendedTriggerMessage")]
[Shows(OcppVersion.V16, "SignCertificate")]
[Shows(OcppVersion.V201, "SignCertificate")]
[Shows(OcppVersion.V16, "CertificateSigned")]
[Shows(OcppVersion.V201, "CertificateSigned")]
public class CertificateSigningTests
{
    private static Rig Mutual(OcppVersion version, FleetOptions? options = null, Factory? factory = null) => new Rig(
        version, options, s => s with { CsmsUrl = new Uri("wss://csms.test/ocpp"), SecurityProfile = 3 }, factory ?? new Factory()).Booted();

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void Profile_3_has_a_key_and_a_certificate_of_each_charger_from_its_first_connect(OcppVersion version)
    {
        var factory = new Factory();
        var rig = Mutual(version, factory: factory);
        var shown = rig.Csms.Targets.Single().Tls!.Certificate!;
        shown.HasPrivateKey.ShouldBeTrue();
        CertificateName.CommonName(shown).ShouldBe("SN-1");
        rig.Csms.Targets[0].User.ShouldBeNull();

        rig.KillAndRestart();
        rig.Run(1);
        rig.Csms.Targets.Last().Tls!.Certificate!.Thumbprint.ShouldBe(shown.Thumbprint, "it is durable");
        factory.Signed.ShouldBe(1);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A02_FR_02_to_09_a_new_key_is_made_signed_and_used(OcppVersion version)
    {
        var rig = Mutual(version);
        rig.InstallRoot(Pki.Root.Pem());
        rig.Csms.ServerChain = Pki.Server(Pki.Root);
        var csr = rig.TriggerSigning();
        var request = CertificateRequest.LoadSigningRequestPem(csr, HashAlgorithmName.SHA256);
        request.SubjectName.Name.ShouldBe("CN=SN-1, O=Voltbench");
        request.PublicKey.GetECDsaPublicKey()!.KeySize.ShouldBe(256);

        var chain = Pki.Sign(rig, csr, Pki.Root);
        rig.Deliver(chain).ShouldBe("Accepted");
        rig.Run(5);
        rig.Csms.Targets.Count.ShouldBe(2, "it reconnects with the new certificate");
        rig.Csms.Targets[1].Tls!.Certificate!.RawData.ShouldBe(CertificateChain.Read(chain)[0].RawData);
        rig.KillAndRestart();
        rig.Run(1);
        rig.Csms.Targets.Last().Tls!.Certificate!.RawData.ShouldBe(CertificateChain.Read(chain)[0].RawData);
    }

    [Fact]
    public void An_rsa_key_is_made_where_the_lab_says_so()
    {
        var rig = Mutual(OcppVersion.V201, new FleetOptions { StationKey = KeyKind.Rsa2048 });
        var request = CertificateRequest.LoadSigningRequestPem(rig.TriggerSigning(), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
        request.PublicKey.GetRSAPublicKey()!.KeySize.ShouldBe(2048);
    }

    public static TheoryData<OcppVersion, string> Bad()
    {
        var data = new TheoryData<OcppVersion, string>();
        foreach (var what in new[] { "another key", "another hierarchy", "expired", "another name", "no certificate", "nothing", "a repetition" })
        {
            data.Add(OcppVersion.V16, what);
            data.Add(OcppVersion.V201, what);
        }

        return data;
    }

    [Theory, MemberData(nameof(Bad))]
    [Shows(OcppVersion.V16, "SecurityEventNotification")]
    [Shows(OcppVersion.V201, "SecurityEventNotification")]
    public void A02_FR_07_a_bad_certificate_is_discarded_and_reported(OcppVersion version, string what)
    {
        var rig = Mutual(version);
        rig.InstallRoot(Pki.Root.Pem());
        var csr = rig.TriggerSigning();
        using var stranger = KeyPair.Create(KeyKind.EcdsaP256);
        if (what == "a repetition")
            rig.Deliver(Pki.Sign(rig, csr, Pki.Root), 5).ShouldBe("Accepted");
        var chain = what switch
        {
            "another key" => Pki.Sign(rig, stranger.SigningRequest(CertificateName.Of("SN-1", null)), Pki.Root),
            "another hierarchy" => Pki.Sign(rig, csr, Pki.Other),
            "expired" => Pki.Sign(rig, csr, Pki.Root, -10, -1),
            "no certificate" => "no certificate at all",
            "nothing" => "",
            "another name" => Pki.Root.ChainPem(Renamed(csr)),
            _ => Pki.Sign(rig, csr, Pki.Root),
        };
        var before = rig.Csms.Targets.Count;
        rig.Deliver(chain, 5).ShouldBe("Rejected");
        rig.Csms.Of("SecurityEventNotification").Last().Text("type").ShouldBe(
            version == OcppVersion.V16 ? "InvalidChargePointCertificate" : "InvalidChargingStationCertificate");
        rig.Csms.Targets.Count.ShouldBe(before, "the connection goes on");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_certificate_that_nobody_asked_for_is_rejected(OcppVersion version)
    {
        var rig = Mutual(version);
        using var key = KeyPair.Create(KeyKind.EcdsaP256);
        rig.Deliver(Pki.Sign(rig, key.SigningRequest(CertificateName.Of("SN-1", null)), Pki.Root)).ShouldBe("Rejected");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A02_FR_08_a_certificate_of_tomorrow_is_used_from_tomorrow(OcppVersion version)
    {
        var rig = Mutual(version);
        var chain = Pki.Sign(rig, rig.TriggerSigning(), Pki.Root, fromDays: 1);
        rig.Deliver(chain, 5).ShouldBe("Accepted");
        rig.Csms.Targets.Last().Tls!.Certificate!.RawData.ShouldNotBe(CertificateChain.Read(chain)[0].RawData);
        rig.Run(TimeSpan.FromDays(1.1));
        rig.Csms.Targets.Last().Tls!.Certificate!.RawData.ShouldBe(CertificateChain.Read(chain)[0].RawData);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A03_FR_02_a_certificate_is_renewed_a_month_before_it_ends(OcppVersion version)
    {
        var rig = Mutual(version, new FleetOptions { HeartbeatInterval = TimeSpan.FromHours(6) });
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Accepted", 21_600);
        rig.Deliver(Pki.Sign(rig, rig.TriggerSigning(), Pki.Root, toDays: 32), 5).ShouldBe("Accepted");
        rig.Run(TimeSpan.FromDays(1.5));
        rig.Csms.Of("SignCertificate").Count().ShouldBe(1);
        rig.Run(TimeSpan.FromDays(1));
        rig.Csms.Of("SignCertificate").Count().ShouldBeGreaterThan(1);
        rig.Deliver(Pki.Sign(rig, rig.Csms.Of("SignCertificate").Last().Text("csr")!, Pki.Root, toDays: 90), 5).ShouldBe("Accepted");
    }

    [Theory]
    [InlineData(OcppVersion.V16, 10, 2)]
    [InlineData(OcppVersion.V201, 60, 3)]
    public void A02_FR_17_to_19_the_same_request_is_repeated_after_doubling_waits(OcppVersion version, int wait, int repeats)
    {
        var rig = Mutual(version);
        if (version == OcppVersion.V16)
        {
            rig.StatusOf("ChangeConfiguration", new { key = "CertSigningWaitMinimum", value = "10" }).ShouldBe("Accepted");
            rig.StatusOf("ChangeConfiguration", new { key = "CertSigningRepeatTimes", value = "2" }).ShouldBe("Accepted");
        }

        rig.TriggerSigning();
        rig.Run(1000);
        var sent = rig.Csms.Of("SignCertificate").ToList();
        sent.Count.ShouldBe(2 + repeats, "the setting counts how often the wait doubles");
        sent.Select(c => c.Text("csr")).Distinct().Count().ShouldBe(1, "a certificate for the first request must do");
        (sent[1].At - sent[0].At).TotalSeconds.ShouldBe(wait, 0.5);
        (sent[2].At - sent[1].At).TotalSeconds.ShouldBe(2 * wait, 0.5);
        rig.Deliver(Pki.Sign(rig, sent[0].Text("csr")!, Pki.Root), 5).ShouldBe("Accepted");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_refused_request_is_dropped(OcppVersion version)
    {
        var rig = Mutual(version);
        rig.Csms.Script["SignCertificate"] = _ => """{"status":"Rejected"}""";
        var csr = rig.TriggerSigning();
        rig.Run(3600);
        rig.Csms.Of("SignCertificate").Count().ShouldBe(1);
        rig.Deliver(Pki.Sign(rig, csr, Pki.Root)).ShouldBe("Rejected");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_key_whose_certificate_is_on_its_way_survives_a_kill(OcppVersion version)
    {
        var rig = Mutual(version);
        var csr = rig.TriggerSigning();
        rig.KillAndRestart();
        rig.Run(5);
        rig.Csms.Of("SignCertificate").Last().Text("csr").ShouldBe(csr);
        rig.Deliver(Pki.Sign(rig, csr, Pki.Root)).ShouldBe("Accepted");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void M04_FR_05_the_stations_own_certificate_cannot_be_deleted(OcppVersion version)
    {
        var rig = Mutual(version);
        var chain = Pki.Sign(rig, rig.TriggerSigning(), Pki.Root);
        rig.InstallRoot(Pki.Root.Pem());
        rig.Csms.ServerChain = Pki.Server(Pki.Root);
        rig.Deliver(chain, 5);
        rig.StatusOf("DeleteCertificate", new { certificateHashData = Pki.HashOf(CertificateChain.Read(chain)[0], Pki.Root.Certificate) }).ShouldBe("Failed");
    }

    private static X509Certificate2 Renamed(string csr)
    {
        var request = CertificateRequest.LoadSigningRequestPem(csr, HashAlgorithmName.SHA256);
        var renamed = new CertificateRequest(CertificateName.Of("somebody-else", null), request.PublicKey, HashAlgorithmName.SHA256);
        using var issuer = Pki.Root.WithKey();
        return renamed.Create(issuer, Pki.Start.AddDays(-1), Pki.Start.AddDays(60), [1, 2, 3]);
    }
}
