using Voltbench.Ocpp.Certificates;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Security;

/// <summary>ISO 15118: contracts of drivers (C07, M01) and the station's own V2G chain (A02, M03, M04, M06).</summary>
public class PlugAndChargeTests
{
    private const string Emaid = "DE8AA123456789";

    private static Rig Station(params string[] switches)
    {
        var rig = new Rig(OcppVersion.V201, certificates: new Factory()).Booted();
        foreach (var name in switches)
            Set(rig, name, "true");
        return rig;
    }

    private static void Set(Rig rig, string variable, string value)
        => rig.Call("SetVariables", new
        {
            setVariableData = new[] { new { attributeValue = value, component = new { name = "ISO15118Ctrlr" }, variable = new { name = variable } } },
        }).GetProperty("setVariableResult")[0].GetProperty("attributeStatus").GetString().ShouldBe("Accepted");

    private static CommandStatus Present(Rig rig) => rig.Do(new PresentIdTag(Emaid, "eMAID", 1), 5).Status;

    private static void InstallMoRoot(Rig rig)
        => rig.StatusOf("InstallCertificate", new { certificateType = "MORootCertificate", certificate = Pki.Other.Pem() }).ShouldBe("Accepted");

    [Fact]
    [Shows(OcppVersion.V201, "Authorize")]
    public void C07_a_contract_that_an_installed_root_vouches_for_is_authorized_by_its_hashes()
    {
        var rig = Station("PnCEnabled");
        InstallMoRoot(rig);
        Present(rig).ShouldBe(CommandStatus.Accepted);
        var asked = rig.Csms.Of("Authorize").Single().Payload;
        asked.GetProperty("idToken").GetProperty("type").GetString().ShouldBe("eMAID");
        var hash = asked.GetProperty("iso15118CertificateHashData")[0];
        hash.GetProperty("responderURL").GetString().ShouldBe("http://ocsp.test/mo");
        hash.GetProperty("issuerKeyHash").GetString().ShouldBe(CertificateHash.Of(Pki.Other.Certificate, Pki.Other.Certificate, CertificateHashAlgorithm.SHA256).IssuerKeyHash);
        asked.TryGetProperty("certificate", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void C07_FR_06_a_contract_of_an_unknown_root_is_for_the_csms_where_that_is_allowed(bool isAllowed)
    {
        var rig = Station("PnCEnabled");
        Set(rig, "CentralContractValidationAllowed", isAllowed ? "true" : "false");
        Present(rig).ShouldBe(isAllowed ? CommandStatus.Accepted : CommandStatus.Rejected);
        if (isAllowed)
            rig.Csms.Of("Authorize").Single().Text("certificate")!.ShouldContain("BEGIN CERTIFICATE");
        else
            rig.Csms.Of("Authorize").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Accepted", true)]
    [InlineData("CertificateRevoked", false)]
    [InlineData("CertificateExpired", false)]
    [InlineData("ContractCancelled", false)]
    public void C07_the_csms_may_refuse_the_certificate(string status, bool isAccepted)
    {
        var rig = Station("PnCEnabled");
        InstallMoRoot(rig);
        rig.Csms.Script["Authorize"] = _ => $$"""{"idTokenInfo":{"status":"Accepted"},"certificateStatus":"{{status}}"}""";
        Present(rig).ShouldBe(isAccepted ? CommandStatus.Accepted : CommandStatus.Rejected);
    }

    [Fact]
    public void C07_offline_a_contract_counts_only_where_that_is_on()
    {
        var rig = Station("PnCEnabled");
        InstallMoRoot(rig);
        rig.Csms.RefuseWith = "gone";
        rig.Csms.Drop();
        rig.Run(5);
        Present(rig).ShouldBe(CommandStatus.Rejected);
        rig.Csms.RefuseWith = null;
        rig.Run(120);
        Set(rig, "ContractValidationOffline", "true");
        rig.Csms.RefuseWith = "gone";
        rig.Csms.Drop();
        rig.Run(5);
        Present(rig).ShouldBe(CommandStatus.Accepted);
    }

    [Fact]
    public void Without_plug_and_charge_an_emaid_is_a_token_like_any_other()
    {
        var rig = Station();
        Present(rig).ShouldBe(CommandStatus.Accepted);
        rig.Csms.Of("Authorize").Single().Payload.TryGetProperty("iso15118CertificateHashData", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Accepted")]
    [InlineData("Failed")]
    [Shows(OcppVersion.V201, "Get15118EVCertificate")]
    public void M01_a_contract_is_installed_into_the_ev_first(string status)
    {
        var rig = Station("PnCEnabled", "ContractCertificateInstallationEnabled");
        InstallMoRoot(rig);
        rig.Csms.Script["Get15118EVCertificate"] = _ => $$"""{"status":"{{status}}","exiResponse":"gJo="}""";
        Present(rig).ShouldBe(status == "Accepted" ? CommandStatus.Accepted : CommandStatus.Rejected);
        var asked = rig.Csms.Of("Get15118EVCertificate").Single();
        asked.Text("action").ShouldBe("Install");
        asked.Text("iso15118SchemaVersion").ShouldBe("urn:iso:15118:2:2013:MsgDef");
        rig.Csms.Of("Authorize").Count().ShouldBe(status == "Accepted" ? 1 : 0);
    }

    [Fact]
    [Shows(OcppVersion.V201, "SignCertificate")]
    [Shows(OcppVersion.V201, "CertificateSigned")]
    [Shows(OcppVersion.V201, "GetInstalledCertificateIds")]
    [Shows(OcppVersion.V201, "DeleteCertificate")]
    [Shows(OcppVersion.V201, "GetCertificateStatus")]
    public void A_V2G_certificate_is_signed_listed_looked_after_and_deleted()
    {
        var rig = Station();
        rig.StatusOf("TriggerMessage", """{"requestedMessage":"SignV2GCertificate"}""").ShouldBe("Rejected", "it is not enabled");
        Set(rig, "V2GCertificateInstallationEnabled", "true");
        rig.StatusOf("InstallCertificate", new { certificateType = "V2GRootCertificate", certificate = Pki.Root.Pem() });
        rig.StatusOf("TriggerMessage", """{"requestedMessage":"SignV2GCertificate"}""").ShouldBe("Accepted");
        var request = rig.Csms.Of("SignCertificate").Single();
        request.Text("certificateType").ShouldBe("V2GCertificate");

        using var sub = Pki.Root.CreateSubordinate(Pki.Order(CertificatePurpose.Authority, "V2G Sub") with { OcspUrl = "http://ocsp.test/v2g" });
        var foreign = Pki.Sign(rig, request.Text("csr")!, Pki.Other);
        rig.StatusOf("CertificateSigned", new { certificateChain = foreign, certificateType = "V2GCertificate" }).ShouldBe("Rejected");
        var chain = Pki.Sign(rig, request.Text("csr")!, sub);
        rig.StatusOf("CertificateSigned", new { certificateChain = chain, certificateType = "V2GCertificate" }, 5).ShouldBe("Accepted");

        var status = rig.Csms.Of("GetCertificateStatus").Single().Payload.GetProperty("ocspRequestData");
        status.GetProperty("responderURL").GetString().ShouldBe("http://ocsp.test/v2g");
        status.GetProperty("serialNumber").GetString().ShouldBe(Pki.SerialOf(sub));
        rig.Run(TimeSpan.FromDays(7.1));
        rig.Csms.Of("GetCertificateStatus").Count().ShouldBe(2, "M06: it is fetched anew every week");

        var listed = rig.Call("GetInstalledCertificateIds", """{"certificateType":["V2GCertificateChain"]}""").GetProperty("certificateHashDataChain")[0];
        listed.GetProperty("childCertificateHashData").GetArrayLength().ShouldBe(1);
        var leaf = CertificateChain.Read(chain)[0];
        rig.StatusOf("DeleteCertificate", new { certificateHashData = Pki.HashOf(leaf, sub.Certificate) }).ShouldBe("Accepted");
        rig.StatusOf("GetInstalledCertificateIds", """{"certificateType":["V2GCertificateChain"]}""").ShouldBe("NotFound");
    }
}
