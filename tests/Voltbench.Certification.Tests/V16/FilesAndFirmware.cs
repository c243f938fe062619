using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.18 Firmware management, 2.19 Diagnostics. The files travel for real, to and from the gateway's own endpoint.</summary>
public sealed class FilesAndFirmware(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V16, "UpdateFirmware")]
    [Shows(OcppVersion.V16, "FirmwareStatusNotification")]
    public async Task TC_044_1_CS_Firmware_Update_Download_And_Install()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await UpdateAsync(station, (await lab.ImageAsync()).Location);
        await ToldAsync(station, "Downloading", "Downloaded", "Installing");
        await station.ExpectAsync("BootNotification", p => p.Text("firmwareVersion") == "9.9.9");
        await station.ExpectStatusAsync("Available");
        await ToldAsync(station, "Installed");
    }

    [Fact]
    public async Task TC_044_2_CS_Firmware_Update_Download_Failed()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await UpdateAsync(station, Nowhere);
        await ToldAsync(station, "Downloading", "DownloadFailed");
        await station.NeverAsync("BootNotification");
    }

    [Fact]
    public async Task TC_044_3_CS_Firmware_Update_Installation_Failed()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await UpdateAsync(station, (await lab.ImageAsync("installation")).Location);
        await ToldAsync(station, "Downloading", "Downloaded", "Installing", "InstallationFailed");
    }

    [Fact]
    [Shows(OcppVersion.V16, "GetDiagnostics")]
    [Shows(OcppVersion.V16, "DiagnosticsStatusNotification")]
    public async Task TC_045_1_CS_Get_Diagnostics()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        var name = (await station.SendAsync("GetDiagnostics", new { location = await lab.UploadUrlAsync() })).Text("fileName")!;
        await DeliveredAsync(station, "Uploading", "Uploaded");
        (await lab.UploadsAsync(name)).ShouldBe(1);
    }

    [Fact]
    public async Task TC_045_2_CS_Get_Diagnostics_Upload_Failed()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("GetDiagnostics", new { location = Nowhere + "/", retries = 0 });
        await DeliveredAsync(station, "Uploading", "UploadFailed");
        await station.SendAsync("TriggerMessage", new { requestedMessage = "Heartbeat" }, "Accepted");
        await station.ExpectAsync("Heartbeat");
    }

    [Fact]
    [Shows(OcppVersion.V16, "GetLog")]
    [Shows(OcppVersion.V16, "LogStatusNotification")]
    public async Task TC_079_CS_Get_Security_Log()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(1));
        var answer = await station.SendAsync(
            "GetLog", new { logType = "SecurityLog", requestId = 7, log = new { remoteLocation = await lab.UploadUrlAsync() } }, "Accepted");
        foreach (var status in (string[])["Uploading", "Uploaded"])
            await station.ExpectAsync("LogStatusNotification", p => p.Text("status") == status && p.Number("requestId") == 7);
        (await lab.UploadsAsync(answer.Text("filename")!)).ShouldBe(1);
    }

    [Fact]
    [Shows(OcppVersion.V16, "SignedUpdateFirmware")]
    [Shows(OcppVersion.V16, "SignedFirmwareStatusNotification")]
    public async Task TC_080_CS_Secure_Firmware_Update()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(1));
        await SignedUpdateAsync(station, await lab.ImageAsync());
        await SignedToldAsync(station, "Downloading", "Downloaded", "SignatureVerified", "Installing");
        await station.ExpectAsync("BootNotification", p => p.Text("firmwareVersion") == "9.9.9");
        await station.ExpectStatusAsync("Available");
        await SignedToldAsync(station, "Installed");
    }

    [Fact]
    public async Task TC_081_CS_Secure_Firmware_Update_Invalid_Signature()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, security: new Secured(1));
        var other = await lab.ImageAsync("installation");
        await SignedUpdateAsync(station, await lab.ImageAsync() with { Signature = other.Signature });
        await SignedToldAsync(station, "Downloading", "Downloaded", "InvalidSignature");
        await station.NeverAsync("BootNotification");
    }

    private static string Soon => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private string Nowhere => new Uri(lab.Address, "files/does-not-exist").AbsoluteUri;

    private static Task UpdateAsync(TestStation station, string location)
        => station.SendAsync("UpdateFirmware", new { location, retrieveDate = Soon, retries = 0 });

    private static Task SignedUpdateAsync(TestStation station, Transfers.Image image) => station.SendAsync(
        "SignedUpdateFirmware",
        new { requestId = 7, firmware = new { location = image.Location, retrieveDateTime = Soon, signingCertificate = image.Certificate, signature = image.Signature } },
        "Accepted");

    private static async Task ToldAsync(TestStation station, params string[] statuses)
    {
        foreach (var status in statuses)
            await station.ExpectAsync("FirmwareStatusNotification", p => p.Text("status") == status);
    }

    private static async Task SignedToldAsync(TestStation station, params string[] statuses)
    {
        foreach (var status in statuses)
            await station.ExpectAsync("SignedFirmwareStatusNotification", p => p.Text("status") == status && p.Number("requestId") == 7);
    }

    private static async Task DeliveredAsync(TestStation station, params string[] statuses)
    {
        foreach (var status in statuses)
            await station.ExpectAsync("DiagnosticsStatusNotification", p => p.Text("status") == status);
    }
}
