using System.Security.Cryptography.X509Certificates;
using System.Text;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Certificates;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, A: passwords, TLS and the station's certificate (A00–A05).</summary>
public sealed class Security(TestLab lab)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task TC_A_01_CS_Basic_Authentication()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        station.Csms.AuthorizationOf(station.Identity).ShouldBe(Basic(station, Secured.Key));
    }

    [Fact]
    public async Task TC_A_04_CS_Valid_Server_Certificate()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(2));
        station.Csms.AuthorizationOf(station.Identity).ShouldBe(Basic(station, Secured.Key));
        await station.SendAsync("Reset", new { type = "Immediate" }, "Accepted");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("expired")]
    [InlineData("name")]
    [Shows(OcppVersion.V201, "SecurityEventNotification")]
    public async Task TC_A_05_CS_Invalid_Server_Certificate(string flaw)
    {
        using var stranger = Certificates.Root("Stranger");
        using var shown = flaw switch
        {
            "unknown" => stranger.ServerCertificate(),
            "expired" => lab.Operator.ServerCertificate(days: -1),
            _ => lab.Operator.ServerCertificate("somebody-else.example"),
        };
        await using var bad = await Testing.Csms.RecordingCsms.StartAsync(shown);
        await RefusedOnceAsync((client, end) => Door.ToAsync(bad.Url, client, end), "InvalidCsmsCertificate");
        bad.Connected.ShouldBeEmpty();
    }

    [Fact]
    public Task TC_A_06_CS_TLS_Version_Too_Low() => RefusedOnceAsync(Door.OldTlsAsync, "StartupOfTheDevice", "ResetOrReboot");

    [Fact]
    public async Task TC_A_07_CS_Certificate_Of_The_Station()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(3));
        var shown = station.Csms.CertificateOf(station.Identity)!;
        CertificateName.CommonName(shown).ShouldBe(station.SerialNumber());
        shown.SerialNumber.ShouldNotBeNullOrEmpty();
        (shown.GetECDsaPublicKey()?.KeySize ?? shown.GetRSAPublicKey()!.KeySize / 8).ShouldBeGreaterThanOrEqualTo(224);
        station.Csms.AuthorizationOf(station.Identity).ShouldBeNull();
    }

    [Fact]
    public async Task TC_A_09_CS_New_Password_Accepted()
    {
        const string password = "another-password-20c";
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        (await station.TrySetVariableAsync("SecurityCtrlr.BasicAuthPassword", password)).Text("attributeStatus").ShouldBeOneOf("Accepted", "RebootRequired");
        await station.Csms.WaitUntilAsync(c => c.AuthorizationOf(station.Identity) == Basic(station, password), Patience, "the new password is used");
    }

    [Fact]
    public async Task TC_A_10_CS_New_Password_Rejected()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await station.SetVariableAsync("SecurityCtrlr.BasicAuthPassword", "too-short", "Rejected");
        await station.SendAsync("Reset", new { type = "Immediate" }, "Accepted");
        await station.ExpectAsync("BootNotification");
        station.Csms.AuthorizationOf(station.Identity).ShouldBe(Basic(station, Secured.Key));
    }

    [Fact]
    [Shows(OcppVersion.V201, "SignCertificate")]
    [Shows(OcppVersion.V201, "CertificateSigned")]
    public async Task TC_A_11_CS_New_Certificate_Of_The_Station()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(3));
        using var signed = lab.Operator.Sign(await station.RequestCertificateAsync());
        await station.DeliverAsync(lab.Operator.ChainPem(signed));
        await station.Csms.WaitUntilAsync(c => c.CertificateOf(station.Identity)?.Thumbprint == signed.Thumbprint, Patience, "the new certificate is shown");
        await station.UntilQuietAsync();
    }

    [Fact]
    public async Task TC_A_14_CS_New_Certificate_Invalid()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(3));
        using var stranger = Certificates.Root("Stranger");
        using var signed = stranger.Sign(await station.RequestCertificateAsync());
        await station.DeliverAsync(stranger.ChainPem(signed), "Rejected");
        await station.ExpectAsync("SecurityEventNotification", p => p.Text("type") == "InvalidChargingStationCertificate");
    }

    [Fact]
    public async Task TC_A_15_CS_Signing_Rejected_By_The_CSMS()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(3));
        station.On("SignCertificate", _ => """{"status":"Rejected"}""");
        var before = station.Csms.CertificateOf(station.Identity)!.Thumbprint;
        await station.RequestCertificateAsync();
        await station.SendAsync("Reset", new { type = "Immediate" }, "Accepted");
        await station.ExpectAsync("BootNotification");
        station.Csms.CertificateOf(station.Identity)!.Thumbprint.ShouldBe(before);
    }

    [Fact]
    public async Task TC_A_19_CS_Security_Profile_Raised_To_2()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await station.InstallAsync("CSMSRootCertificate", lab.Operator.Pem());
        await RaiseAsync(station, lab.SecureCsms, 2);
    }

    [Fact]
    public async Task TC_A_19_CS_Security_Profile_Raised_To_3()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(2));
        using var signed = lab.Operator.Sign(await station.RequestCertificateAsync());
        await station.DeliverAsync(lab.Operator.ChainPem(signed));
        await RaiseAsync(station, lab.MutualCsms, 3);
        station.Csms.CertificateOf(station.Identity)!.Thumbprint.ShouldBe(signed.Thumbprint);
    }

    [Fact]
    public async Task TC_A_20_CS_Security_Profile_Needs_A_CSMS_Root()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await NetworkProfiles.SetProfileAsync(station, lab.SecureCsms.Url, 2);
        await station.SetVariableAsync("OCPPCommCtrlr.NetworkConfigurationPriority", "2,1", "Rejected");
    }

    [Fact]
    public async Task TC_A_21_CS_Security_Profile_Needs_A_Certificate_Of_The_Station()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await station.InstallAsync("CSMSRootCertificate", lab.Operator.Pem());
        await NetworkProfiles.SetProfileAsync(station, lab.MutualCsms.Url, 3);
        await station.SetVariableAsync("OCPPCommCtrlr.NetworkConfigurationPriority", "2,1", "Rejected");
    }

    [Fact]
    public async Task TC_A_22_CS_Security_Profile_Is_Never_Lowered()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(2));
        await NetworkProfiles.SetProfileAsync(station, lab.OtherCsms.Url, 1, "Rejected");
    }

    [Fact]
    public async Task TC_A_23_CS_Signing_Is_Asked_For_Again()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(3));
        await station.SetVariableAsync("SecurityCtrlr.CertSigningWaitMinimum", "1");
        await station.SetVariableAsync("SecurityCtrlr.CertSigningRepeatTimes", "1");
        await station.RequestCertificateAsync();
        var at = TimeProvider.System.GetTimestamp();
        await station.SigningRequestAsync();
        TimeProvider.System.GetElapsedTime(at).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.9));
        at = TimeProvider.System.GetTimestamp();
        using var signed = lab.Operator.Sign(await station.SigningRequestAsync());
        TimeProvider.System.GetElapsedTime(at).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.9));
        await station.DeliverAsync(lab.Operator.ChainPem(signed));
    }

    private static string Basic(TestStation station, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{station.Identity}:{password}"));

    private static async Task RaiseAsync(TestStation station, Testing.Csms.RecordingCsms csms, int profile)
    {
        await NetworkProfiles.MoveAsync(station, csms.Url, profile, "2,1");
        station.Csms = csms;
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available");
        (await station.ReadAsync("SecurityCtrlr.SecurityProfile")).ShouldBe($"{profile}");
        (await station.ReadAsync("OCPPCommCtrlr.NetworkConfigurationPriority")).Split(',').ShouldNotContain("1");
    }

    /// <summary>A station boots, its next connection meets something that it must not accept, the one after that the right CSMS again.</summary>
    private async Task RefusedOnceAsync(Func<System.Net.Sockets.NetworkStream, CancellationToken, Task> bad, params string[] events)
    {
        await using var door = new Door((n, client, end) => n == 2 ? bad(client, end) : Door.ToAsync(lab.SecureCsms.Url, client, end));
        await using var station = lab.New(OcppVersion.V201);
        await station.CreateAsync(security: new Secured(2, door.Through(lab.SecureCsms.Url)));
        await station.UntilQuietAsync();
        station.Forget();
        await station.SendAsync("Reset", new { type = "Immediate" }, "Accepted");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available");
        await station.ExpectAsync("SecurityEventNotification", p => events.Contains(p.Text("type")));
        door.Count.ShouldBe(3);
    }
}
