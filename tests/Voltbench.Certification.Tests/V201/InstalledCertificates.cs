using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Certificates;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, M: root certificates of a station (M03–M05).</summary>
public sealed class InstalledCertificates(TestLab lab)
{
    private const string Csms = "CSMSRootCertificate";
    private const string Manufacturer = "ManufacturerRootCertificate";

    [Fact]
    [Shows(OcppVersion.V201, "InstallCertificate")]
    public Task TC_M_01_CS_Install_A_CSMS_Root() => InstallAsync(Csms);

    [Fact]
    public Task TC_M_02_CS_Install_A_Manufacturer_Root() => InstallAsync(Manufacturer);

    [Fact]
    [Shows(OcppVersion.V201, "GetInstalledCertificateIds")]
    public Task TC_M_12_CS_Retrieve_CSMS_Roots() => InstallAsync(Csms);

    [Fact]
    public Task TC_M_13_CS_Retrieve_Manufacturer_Roots() => InstallAsync(Manufacturer);

    [Fact]
    public Task TC_M_17_CS_Retrieve_Both_Kinds_Of_Roots() => InstallBothAsync(Csms, Manufacturer);

    [Fact]
    public Task TC_M_18_CS_Retrieve_All_Certificates() => InstallBothAsync();

    [Fact]
    public async Task TC_M_07_CS_Install_An_Invalid_Certificate()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        using var good = Certificates.Root("CSMS");
        await station.InstallAsync(Csms, good.Pem());
        await station.InstallAsync(Csms, Certificates.ExpiredRootPem(), "Rejected");
        (await station.InstalledAsync(Csms)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TC_M_19_CS_Retrieve_Without_A_Match()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        (await station.InstalledAsync("MORootCertificate")).ShouldBeEmpty();
    }

    [Fact]
    [Shows(OcppVersion.V201, "DeleteCertificate")]
    public async Task TC_M_20_CS_Delete_A_Certificate()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        using var root = Certificates.Root("CSMS");
        await station.InstallAsync(Csms, root.Pem());
        var (_, hash) = (await station.InstalledAsync(Csms)).ShouldHaveSingleItem();
        await station.SendAsync("DeleteCertificate", new { certificateHashData = hash }, "Accepted");
        (await station.InstalledAsync(Csms)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TC_M_22_CS_Delete_Without_A_Match()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        using var unknown = Certificates.Root("Unknown");
        await station.SendAsync("DeleteCertificate", new { certificateHashData = unknown.Hash() }, "NotFound");
    }

    [Fact]
    public async Task TC_M_23_CS_The_Certificate_Of_The_Station_Cannot_Be_Deleted()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(3));
        using var signed = lab.Operator.Sign(await station.RequestCertificateAsync());
        await station.DeliverAsync(lab.Operator.ChainPem(signed));
        await station.Csms.WaitUntilAsync(c => c.CertificateOf(station.Identity)?.Thumbprint == signed.Thumbprint, TimeSpan.FromSeconds(20), "the new certificate is shown");
        await station.UntilQuietAsync();
        var answer = await station.SendAsync("DeleteCertificate", new { certificateHashData = Certificates.HashOf(signed, lab.Operator.Certificate) });
        answer.Text("status").ShouldBeOneOf("NotFound", "Failed");
    }

    private async Task InstallAsync(string use)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        using var root = Certificates.Root("A root");
        await station.InstallAsync(use, root.Pem());
        (await station.InstalledAsync(use)).Holds(use, root.Hash()).ShouldBeTrue();
    }

    private async Task InstallBothAsync(params string[] uses)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        using CertificateAuthority csms = Certificates.Root("CSMS"), manufacturer = Certificates.Root("Manufacturer");
        await station.InstallAsync(Csms, csms.Pem());
        await station.InstallAsync(Manufacturer, manufacturer.Pem());
        var installed = await station.InstalledAsync(uses);
        installed.Holds(Csms, csms.Hash()).ShouldBeTrue();
        installed.Holds(Manufacturer, manufacturer.Hash()).ShouldBeTrue();
    }
}
