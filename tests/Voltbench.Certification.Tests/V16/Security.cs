using System.Security.Cryptography.X509Certificates;
using System.Text;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Certificates;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.24 Security (the whitepaper's messages and profiles).</summary>
public sealed class Security(TestLab lab)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task TC_073_CS_New_Password()
    {
        const string password = "OCA_OCTT_admin_test";
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(1));
        await station.SetAsync("AuthorizationKey", Convert.ToHexString(Encoding.ASCII.GetBytes(password)));
        await station.Csms.WaitUntilAsync(c => c.AuthorizationOf(station.Identity) == Basic(station, password), Patience, "the new password is used");
        await station.UntilQuietAsync();
    }

    [Fact]
    [Shows(OcppVersion.V16, "ExtendedTriggerMessage")]
    [Shows(OcppVersion.V16, "SignCertificate")]
    [Shows(OcppVersion.V16, "CertificateSigned")]
    public async Task TC_074_CS_New_Certificate_Of_The_Charge_Point()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(3));
        await station.SetAsync("CpoName", "Some Operator");
        using var signed = lab.Operator.Sign(await RequestAsync(station));
        signed.Subject.ShouldContain("Some Operator");
        await station.SendAsync("CertificateSigned", new { certificateChain = lab.Operator.ChainPem(signed) }, "Accepted");
        await station.Csms.WaitUntilAsync(c => c.CertificateOf(station.Identity)?.Thumbprint == signed.Thumbprint, Patience, "the new certificate is shown");
        await station.UntilQuietAsync();
    }

    [Theory]
    [InlineData("ManufacturerRootCertificate")]
    [Shows(OcppVersion.V16, "InstallCertificate")]
    [Shows(OcppVersion.V16, "GetInstalledCertificateIds")]
    public async Task TC_075_1_CS_Install_A_Manufacturer_Root(string use)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(2));
        using var root = Certificates.Root("Root");
        await station.InstallAsync(use, root.Pem());
        (await HoldsAsync(station, use, root)).ShouldBeTrue();
    }

    // Beside the root that the connection of today stands on, so that it still stands tomorrow.
    [Fact]
    public async Task TC_075_2_CS_Install_A_Central_System_Root()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(2));
        await station.InstallAsync("CentralSystemRootCertificate", lab.Operator.Pem());
        (await HoldsAsync(station, "CentralSystemRootCertificate", lab.Operator)).ShouldBeTrue();
        await station.SendAsync("Reset", new { type = "Hard" }, "Accepted");
        await station.ExpectAsync("BootNotification");
    }

    [Fact]
    [Shows(OcppVersion.V16, "DeleteCertificate")]
    public async Task TC_076_CS_Delete_A_Certificate()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(2));
        using var second = Certificates.Root("Second");
        await station.InstallAsync("CentralSystemRootCertificate", lab.Operator.Pem());
        await station.InstallAsync("CentralSystemRootCertificate", second.Pem());
        (await HoldsAsync(station, "CentralSystemRootCertificate", second)).ShouldBeTrue();
        await station.SendAsync("DeleteCertificate", new { certificateHashData = second.Hash() }, "Accepted");
        (await HoldsAsync(station, "CentralSystemRootCertificate", second)).ShouldBeFalse();
        (await HoldsAsync(station, "CentralSystemRootCertificate", lab.Operator)).ShouldBeTrue();
    }

    [Fact]
    [Shows(OcppVersion.V16, "SecurityEventNotification")]
    public async Task TC_077_CS_Invalid_Certificate_Of_The_Charge_Point()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(3));
        using var stranger = Certificates.Root("Stranger");
        using var signed = stranger.Sign(await RequestAsync(station));
        await station.SendAsync("CertificateSigned", new { certificateChain = stranger.ChainPem(signed) }, "Rejected");
        await station.ExpectAsync("SecurityEventNotification", p => p.Text("type") == "InvalidChargePointCertificate");
    }

    [Fact]
    public async Task TC_078_CS_Invalid_Certificate_Of_The_Central_System()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(2));
        await station.InstallAsync("CentralSystemRootCertificate", Certificates.ExpiredRootPem(), "Rejected");
        await station.ExpectAsync("SecurityEventNotification", p => p.Text("type") == "InvalidCentralSystemCertificate");
    }

    // One address, one port: plain while the profile is 1, TLS afterwards.
    [Fact]
    public async Task TC_083_CS_Security_Profile_Raised()
    {
        var isRaised = false;
        await using var door = new Door((_, client, end) => Door.ToAsync(Volatile.Read(ref isRaised) ? lab.SecureCsms.Url : lab.Csms.Url, client, end));
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(1, door.Through(lab.Csms.Url)));
        await station.InstallAsync("CentralSystemRootCertificate", lab.Operator.Pem());
        Volatile.Write(ref isRaised, true);
        (await station.SendAsync("ChangeConfiguration", new { key = "SecurityProfile", value = "2" })).Text("status").ShouldBeOneOf("Accepted", "RebootRequired");
        await lab.SecureCsms.WaitUntilAsync(c => c.Connected.Contains(station.Identity), Patience, "it connects with TLS");
        station.Csms = lab.SecureCsms;
        await RebootAsync(station);
        station.Csms.AuthorizationOf(station.Identity).ShouldBe(Basic(station, Secured.Key));
    }

    [Fact]
    public async Task TC_084_CS_Security_Profile_Not_Lowered()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(2));
        await station.SendAsync("ChangeConfiguration", new { key = "SecurityProfile", value = "1" }, "Rejected");
    }

    [Fact]
    public async Task TC_085_CS_Basic_Authentication()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(1));
        station.Csms.AuthorizationOf(station.Identity).ShouldBe(Basic(station, Secured.Key));
        await RebootAsync(station);
    }

    [Fact]
    public async Task TC_086_CS_Valid_Server_Certificate()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(2));
        station.Csms.AuthorizationOf(station.Identity).ShouldBe(Basic(station, Secured.Key));
        await RebootAsync(station);
    }

    [Fact]
    public async Task TC_087_CS_Valid_Client_Certificate()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(3));
        await RebootAsync(station);
        var shown = station.Csms.CertificateOf(station.Identity)!;
        CertificateName.CommonName(shown).ShouldBe(station.Calls.First(c => c.Action == "BootNotification").Payload.Text("chargePointSerialNumber"));
        shown.SerialNumber.ShouldNotBeNullOrEmpty();
        (shown.GetECDsaPublicKey()?.KeySize ?? shown.GetRSAPublicKey()!.KeySize / 8).ShouldBeGreaterThanOrEqualTo(224);
        station.Csms.AuthorizationOf(station.Identity).ShouldBeNull();
    }

    private static string Basic(TestStation station, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{station.Identity}:{password}"));

    private static async Task<string> RequestAsync(TestStation station)
    {
        await station.SendAsync("ExtendedTriggerMessage", new { requestedMessage = "SignChargePointCertificate" }, "Accepted");
        return await station.SigningRequestAsync();
    }

    private static async Task RebootAsync(TestStation station)
    {
        await station.SendAsync("Reset", new { type = "Hard" }, "Accepted");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available");
    }

    private static async Task<bool> HoldsAsync(TestStation station, string use, CertificateAuthority root)
    {
        var answer = await station.SendAsync("GetInstalledCertificateIds", new { certificateType = use });
        return answer.TryGetProperty("certificateHashData", out var found)
            && found.EnumerateArray().Any(i => root.Hash().All(h => string.Equals(i.Text(h.Key), h.Value, StringComparison.OrdinalIgnoreCase)));
    }
}
