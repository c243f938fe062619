using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, L: secure firmware update (L01).</summary>
public sealed class FirmwareUpdates(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V201, "UpdateFirmware")]
    [Shows(OcppVersion.V201, "FirmwareStatusNotification")]
    public async Task TC_L_01_CS_Installation_Successful()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await OrderAsync(station, await lab.ImageAsync());
        await ToldAsync(station, "Downloading", "Downloaded", "SignatureVerified");
        await InstalledAsync(station);
    }

    [Fact]
    public async Task TC_L_02_CS_Installation_Scheduled()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await OrderAsync(station, await lab.ImageAsync(), installIn: 2);
        await ToldAsync(station, "Downloading", "Downloaded", "SignatureVerified", "InstallScheduled");
        await InstalledAsync(station);
    }

    [Fact]
    public async Task TC_L_03_CS_Download_Scheduled()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await OrderAsync(station, await lab.ImageAsync(), retrieveIn: 2);
        await ToldAsync(station, "DownloadScheduled", "Downloading", "Downloaded", "SignatureVerified");
        await InstalledAsync(station);
    }

    [Fact]
    public async Task TC_L_05_CS_Invalid_Certificate()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        using var manufacturer = Certificates.Root("Manufacturer");
        await station.InstallAsync("ManufacturerRootCertificate", manufacturer.Pem());
        using var stranger = Certificates.Root("Stranger");
        var image = await lab.ImageAsync();
        await OrderAsync(station, image with { Certificate = stranger.Pem() }, status: "InvalidCertificate");
        await station.NeverAsync("FirmwareStatusNotification");
    }

    [Fact]
    public async Task TC_L_06_CS_Invalid_Signature()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        var other = await lab.ImageAsync("installation");
        await OrderAsync(station, await lab.ImageAsync() with { Signature = other.Signature });
        await ToldAsync(station, "Downloading", "Downloaded", "InvalidSignature");
        await station.ExpectAsync("SecurityEventNotification", p => p.Text("type") == "InvalidFirmwareSignature");
    }

    [Fact]
    public async Task TC_L_07_CS_Download_Failed()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await OrderAsync(station, await lab.ImageAsync() with { Location = new Uri(lab.Address, "files/does-not-exist.bin").AbsoluteUri });
        await ToldAsync(station, "Downloading", "DownloadFailed");
    }

    [Fact]
    public async Task TC_L_08_CS_Installation_Failed()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await OrderAsync(station, await lab.ImageAsync("installation"), retrieveIn: 1);
        await ToldAsync(station, "DownloadScheduled", "Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallationFailed");
    }

    [Fact]
    public async Task TC_L_10_CS_A_Second_Order_Cancels_The_First()
    {
        await using var silent = new Door((_, client, end) => Door.SilentAsync(client, end));
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        var image = await lab.ImageAsync();
        await OrderAsync(station, image with { Location = $"http://127.0.0.1:{silent.Port}/slow.bin" });
        await ToldAsync(station, "Downloading");
        await OrderAsync(station, image, status: "AcceptedCanceled", requestId: 2);
        await ToldAsync(station, 2, "Downloading", "Downloaded", "SignatureVerified");
        await InstalledAsync(station);
    }

    [Fact]
    public async Task TC_L_14_CS_Waits_For_Transactions_And_Allows_New_Ones()
    {
        await using var station = await WaitingAsync(isAllowed: true);
        await ToldAsync(station, "Downloading", "Downloaded", "SignatureVerified", "InstallScheduled");
        await station.PlugAsync(2);
        await station.PresentAsync("TAG-2", 2);
        await station.ExpectEventAsync("Started");
        await LeaveAsync(station, 1, "TAG-1");
        await station.NeverAsync("FirmwareStatusNotification", p => p.Text("status") == "Installing");
        await LeaveAsync(station, 2, "TAG-2");
        await InstalledAsync(station);
    }

    [Fact]
    public async Task TC_L_15_CS_Waits_For_Transactions_And_Allows_No_New_Ones()
    {
        await using var station = await WaitingAsync(isAllowed: false);
        await station.ExpectStatusAsync("Unavailable", 2);
        await ToldAsync(station, "Downloading", "Downloaded", "SignatureVerified", "InstallScheduled");
        await LeaveAsync(station, 1, "TAG-1");
        await InstalledAsync(station);
        await station.ExpectStatusAsync("Available", 2);
    }

    [Fact]
    public async Task TC_L_18_CS_Firmware_That_Nobody_Signed_Is_Refused()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("FirmwareCtrlr.AllowUnsignedFirmware", "false");
        await OrderAsync(station, new Transfers.Image((await lab.ImageAsync()).Location, null, null), status: "Rejected");
    }

    private static Task OrderAsync(TestStation station, Transfers.Image image, int retrieveIn = -7200, int installIn = -7200, string status = "Accepted", int requestId = 1)
    {
        var now = TimeProvider.System.GetUtcNow();
        var firmware = new Dictionary<string, object>
        {
            ["location"] = image.Location,
            ["retrieveDateTime"] = now.AddSeconds(retrieveIn),
            ["installDateTime"] = now.AddSeconds(installIn),
        };
        if (image.Certificate is not null)
            firmware["signingCertificate"] = image.Certificate;
        if (image.Signature is not null)
            firmware["signature"] = image.Signature;
        return station.SendAsync("UpdateFirmware", new { requestId, firmware }, status);
    }

    private static Task ToldAsync(TestStation station, params string[] statuses) => ToldAsync(station, 1, statuses);

    /// <summary>These statuses, in this order and no other between them.</summary>
    private static async Task ToldAsync(TestStation station, int requestId, params string[] statuses)
    {
        foreach (var status in statuses)
            (await station.ExpectAsync("FirmwareStatusNotification", p => p.Number("requestId") == requestId)).Payload.Text("status").ShouldBe(status);
    }

    private static async Task InstalledAsync(TestStation station)
    {
        await station.ExpectAsync("FirmwareStatusNotification", p => p.Text("status") == "Installing");
        await station.ExpectAsync("FirmwareStatusNotification", p => p.Text("status") == "InstallRebooting");
        var boot = (await station.ExpectAsync("BootNotification")).Payload;
        (boot.Text("reason"), boot.At("chargingStation", "firmwareVersion")).ShouldBe(("FirmwareUpdate", "9.9.9"));
        await station.ExpectAsync("SecurityEventNotification", p => p.Text("type") == "FirmwareUpdated");
        await station.ExpectStatusAsync("Available");
        await station.ExpectAsync("FirmwareStatusNotification", p => p.Text("status") == "Installed");
    }

    private static async Task LeaveAsync(TestStation station, int evse, string idTag)
    {
        await station.PresentAsync(idTag, evse);
        await station.ExpectEventAsync("Ended");
        await station.UnplugAsync(evse);
    }

    private async Task<TestStation> WaitingAsync(bool isAllowed)
    {
        var station = await lab.BootedAsync(OcppVersion.V201, isDc: true, security: new Secured(1));
        await station.SetVariableAsync("ChargingStation.AllowNewSessionsPendingFirmwareUpdate", isAllowed ? "true" : "false");
        await station.ChargingAsync();
        await OrderAsync(station, await lab.ImageAsync());
        return station;
    }
}
