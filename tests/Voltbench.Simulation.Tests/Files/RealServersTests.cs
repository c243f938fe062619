using System.Security.Cryptography;
using System.Text;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing.Wire;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>Stations with real HTTP and FTP servers: the protocol runs in virtual time, the transfers in true time.</summary>
public class RealServersTests
{
    private static async Task Until(Rig rig, Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (!isSo())
        {
            rig.Run(1);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    private static byte[] Image(string version)
    {
        var image = new byte[200_000];
        Encoding.ASCII.GetBytes($"VOLTBENCH-FIRMWARE version={version}\n").CopyTo(image, 0);
        return image;
    }

    [Theory]
    [InlineData(OcppVersion.V16, true)]
    [InlineData(OcppVersion.V16, false)]
    [InlineData(OcppVersion.V201, true)]
    [InlineData(OcppVersion.V201, false)]
    public async Task A_signed_image_comes_over_the_network_and_is_booted(OcppVersion version, bool isFtp)
    {
        var image = Image("4.5.6");
        await using var ftp = FtpServer.Start(("joe", "pw"));
        ftp.Files["fw.bin"] = image;
        await using var http = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {image.Length}\r\n\r\n");
            await peer.SendAsync(image);
        });
        using var files = new NetworkFileTransfer(new FileTransferOptions(), TimeProvider.System);
        var rig = new Rig(version, files: files).Booted();
        rig.Csms.Calls.Clear();
        var maker = new FirmwareMaker(rig.Time.GetUtcNow());
        var location = isFtp ? $"ftp://joe:pw@127.0.0.1:{ftp.Port}/fw.bin" : $"http://127.0.0.1:{http.Port}/fw.bin";
        rig.Csms.Ask(version == OcppVersion.V16 ? "SignedUpdateFirmware" : "UpdateFirmware", $$"""
            {"requestId":1,"firmware":{"location":"{{location}}","retrieveDateTime":"{{rig.In(0)}}","signingCertificate":{{maker.Json}},"signature":"{{maker.Sign(image)}}"} }
            """);
        var action = version == OcppVersion.V16 ? "SignedFirmwareStatusNotification" : "FirmwareStatusNotification";
        await Until(rig, () => rig.Csms.Of(action).Any(c => c.Text("status") is "Installed" or "DownloadFailed" or "InvalidSignature"));
        rig.Csms.Of(action).Select(c => c.Text("status")).ShouldBe(["Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting", "Installed"]);
        rig.Csms.Of("BootNotification").Last().Payload.GetRawText().ShouldContain("4.5.6");
    }

    [Fact]
    public async Task Diagnostics_and_logs_go_over_the_network()
    {
        await using var ftp = FtpServer.Start();
        using var files = new NetworkFileTransfer(new FileTransferOptions(), TimeProvider.System);
        var old = new Rig(OcppVersion.V16, files: files).Booted();
        old.Csms.Ask("GetDiagnostics", $$"""{"location":"ftp://127.0.0.1:{{ftp.Port}}/diag/"}""");
        await Until(old, () => old.Csms.Of("DiagnosticsStatusNotification").Any(c => c.Text("status") != "Uploading"));
        old.Csms.Of("DiagnosticsStatusNotification").Last().Text("status").ShouldBe("Uploaded");
        Encoding.UTF8.GetString(ftp.Files.Single(f => f.Key.StartsWith("diag/")).Value).ShouldContain("Diagnostics of");

        var rig = new Rig(OcppVersion.V201, files: files).Booted();
        rig.Csms.Ask("GetLog", """{"logType":"SecurityLog","requestId":1,"log":{"remoteLocation":"http://127.0.0.1:1/none"} }""");
        await Until(rig, () => rig.Csms.Of("LogStatusNotification").Any(c => c.Text("status") != "Uploading"));
        rig.Csms.Of("LogStatusNotification").Last().Text("status").ShouldBe("UploadFailure");
    }

    [Fact]
    public async Task An_image_to_publish_is_checked_as_it_comes()
    {
        var image = Image("1");
        await using var ftp = FtpServer.Start();
        ftp.Files["fw.bin"] = image;
        using var files = new NetworkFileTransfer(new FileTransferOptions(), TimeProvider.System);
        var rig = new Rig(OcppVersion.V201, files: files).Booted();
        rig.Csms.Ask("PublishFirmware", $$"""{"location":"ftp://127.0.0.1:{{ftp.Port}}/fw.bin","checksum":"{{Convert.ToHexStringLower(MD5.HashData(image))}}","requestId":1}""");
        await Until(rig, () => rig.Csms.Of("PublishFirmwareStatusNotification").Any(c => c.Text("status") is "Published" or "DownloadFailed" or "InvalidChecksum"));
        rig.Csms.Of("PublishFirmwareStatusNotification").Last().Text("status").ShouldBe("Published");
    }
}
