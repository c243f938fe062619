using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>Signed firmware: the security whitepaper of 1.6 and 2.0.1 tell the same story in their own messages (L01).</summary>
public class SignedFirmwareTests
{
    private const string Image = "https://files.test/fw.bin";
    private static readonly string[] Whole = ["Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting", "Installed"];

    private static string OrderAction(Rig rig) => rig.Version == OcppVersion.V16 ? "SignedUpdateFirmware" : "UpdateFirmware";

    private static string StatusAction(Rig rig) => rig.Version == OcppVersion.V16 ? "SignedFirmwareStatusNotification" : "FirmwareStatusNotification";

    private static IEnumerable<string?> Told(Rig rig) => rig.Csms.Of(StatusAction(rig)).Select(c => c.Text("status"));

    private static Rig Quiet(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static string Ask(Rig rig, FirmwareMaker maker, byte[] signed, double retrieve = 0, double? install = null, int id = 123, string more = "", bool pkcs1 = false)
        => rig.Csms.Ask(OrderAction(rig), $$"""
            {"requestId":{{id}}{{more}},"firmware":{"location":"{{Image}}","retrieveDateTime":"{{rig.In(retrieve)}}"
            {{(install is { } at ? $",\"installDateTime\":\"{rig.In(at)}\"" : "")}},
            "signingCertificate":{{maker.Json}},"signature":"{{maker.Sign(signed, pkcs1)}}"} }
            """);

    private static string? StatusOf(Rig rig, string id) => rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString();

    [Theory]
    [InlineData(OcppVersion.V16, true, false)]
    [InlineData(OcppVersion.V16, false, false)]
    [InlineData(OcppVersion.V201, true, false)]
    [InlineData(OcppVersion.V201, true, true)]
    [InlineData(OcppVersion.V201, false, false)]
    [Shows(OcppVersion.V16, "SignedUpdateFirmware")]
    [Shows(OcppVersion.V16, "SignedFirmwareStatusNotification")]
    [Shows(OcppVersion.V201, "UpdateFirmware")]
    [Shows(OcppVersion.V201, "FirmwareStatusNotification")]
    public void TC_L_01_a_signed_image_is_verified_installed_and_booted(OcppVersion version, bool isRsa, bool pkcs1)
    {
        var rig = Quiet(version);
        var maker = new FirmwareMaker(rig.Time.GetUtcNow(), isRsa);
        var id = Ask(rig, maker, rig.Files.Put(Image), -7200, -7200, pkcs1: pkcs1);
        rig.Run(100);
        StatusOf(rig, id).ShouldBe("Accepted");
        Told(rig).ShouldBe(Whole);
        rig.Csms.Of(StatusAction(rig)).ShouldAllBe(c => c.Int("requestId") == 123, "L01.FR.10, L01.FR.20");
        var boot = rig.Csms.Of("BootNotification").Single();
        boot.Payload.GetRawText().ShouldContain("\"firmwareVersion\":\"2.1.0\"");
        boot.Text("reason").ShouldBe(version == OcppVersion.V16 ? null : "FirmwareUpdate");
        rig.Seen.Connector.Status.ShouldBe("Available");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_L_02_and_L_03_download_and_installation_wait_for_their_times(OcppVersion version)
    {
        var rig = Quiet(version);
        Ask(rig, new FirmwareMaker(rig.Time.GetUtcNow()), rig.Files.Put(Image), 600, 1800);
        rig.Run(590);
        Told(rig).ShouldBe(["DownloadScheduled"]);
        rig.Run(20);
        Told(rig).ShouldBe(["DownloadScheduled", "Downloading", "Downloaded", "SignatureVerified", "InstallScheduled"]);
        rig.Seen.Connector.Status.ShouldBe("Available", "nobody waits for the station yet");
        rig.KillAndRestart();
        rig.Run(1100);
        Told(rig).Count().ShouldBe(5);
        rig.Run(300);
        Told(rig).TakeLast(3).ShouldBe(["Installing", "InstallRebooting", "Installed"]);
        rig.Files.Downloads.Count.ShouldBe(1, "what was fetched is kept");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_L_05_a_certificate_that_is_none_or_out_of_its_time_is_refused(OcppVersion version)
    {
        var rig = Quiet(version);
        var image = rig.Files.Put(Image);
        var now = rig.Time.GetUtcNow();
        var expired = Ask(rig, new FirmwareMaker(now, validFromDays: -10, validToDays: -1), image);
        var early = Ask(rig, new FirmwareMaker(now, validFromDays: 1), image);
        var none = rig.Csms.Ask(OrderAction(rig), $$"""
            {"requestId":5,"firmware":{"location":"{{Image}}","retrieveDateTime":"{{rig.In(0)}}","signingCertificate":"-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----","signature":"AAAA"} }
            """);
        rig.Run(10);
        new[] { expired, early, none }.Select(i => StatusOf(rig, i)).ShouldAllBe(s => s == "InvalidCertificate");
        Told(rig).ShouldBeEmpty();
        rig.Files.Downloads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_L_05_a_revoked_certificate_is_refused_as_such(OcppVersion version)
    {
        var folder = Directory.CreateTempSubdirectory("voltbench-crl");
        try
        {
            var list = Path.Combine(folder.FullName, "revoked.crl.pem");
            var rig = new Rig(version, new FleetOptions { RevokedCertificates = list, SecurityEvents = SecurityEventMode.Always }).Booted();
            var maker = new FirmwareMaker(rig.Time.GetUtcNow(), isRsa: false);
            File.WriteAllText(list, maker.Revoke(rig.Time.GetUtcNow()));
            var revoked = Ask(rig, maker, rig.Files.Put(Image));
            rig.Run(5);
            StatusOf(rig, revoked).ShouldBe("RevokedCertificate");
            rig.Csms.Of("SecurityEventNotification").ShouldContain(c => c.Text("type") == "InvalidFirmwareSigningCertificate");
            var other = Ask(rig, new FirmwareMaker(rig.Time.GetUtcNow()), rig.Files.Put(Image));
            rig.Run(5);
            StatusOf(rig, other).ShouldBe("Accepted");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_L_06_a_signature_of_another_image_is_refused(OcppVersion version)
    {
        var rig = Quiet(version);
        rig.Files.Put(Image);
        Ask(rig, new FirmwareMaker(rig.Time.GetUtcNow()), "another image"u8.ToArray());
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "InvalidSignature"]);
        rig.Csms.Of("BootNotification").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_L_07_and_L_08_what_fails_is_told(OcppVersion version)
    {
        var rig = Quiet(version);
        var maker = new FirmwareMaker(rig.Time.GetUtcNow());
        Ask(rig, maker, []);
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "DownloadFailed"]);
        rig.Csms.Calls.Clear();
        Ask(rig, maker, rig.Files.Put(Image, "version=2 flaw=verification"));
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "SignatureVerified", "InstallVerificationFailed"]);
        rig.Csms.Calls.Clear();
        Ask(rig, maker, rig.Files.Put(Image, "version=2 flaw=installation"));
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallationFailed"]);
        rig.Seen.Connector.Status.ShouldBe("Available");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_L_10_a_second_order_takes_the_place_of_the_first(OcppVersion version)
    {
        var rig = Quiet(version);
        rig.Files.IsHeld = true;
        var maker = new FirmwareMaker(rig.Time.GetUtcNow());
        var image = rig.Files.Put(Image);
        Ask(rig, maker, image, id: 1);
        rig.Run(5);
        rig.Files.IsHeld = false;
        var second = Ask(rig, maker, image, id: 2);
        rig.Run(100);
        StatusOf(rig, second).ShouldBe("AcceptedCanceled");
        Told(rig).ShouldBe(["Downloading", .. Whole]);
        rig.Csms.Of(StatusAction(rig)).Skip(1).ShouldAllBe(c => c.Int("requestId") == 2);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TC_L_11_an_installation_that_runs_is_not_stopped(OcppVersion version)
    {
        var rig = Quiet(version);
        var maker = new FirmwareMaker(rig.Time.GetUtcNow());
        var image = rig.Files.Put(Image);
        Ask(rig, maker, image, id: 1);
        rig.Run(10);
        var second = Ask(rig, maker, image, id: 2);
        rig.Run(100);
        StatusOf(rig, second).ShouldBe("Rejected");
        Told(rig).ShouldBe(Whole);
    }

    [Theory]
    [InlineData(OcppVersion.V16, false, "Unavailable")]
    [InlineData(OcppVersion.V16, true, "Available")]
    [InlineData(OcppVersion.V201, false, "Unavailable")]
    [InlineData(OcppVersion.V201, true, "Available")]
    public void TC_L_14_and_L_15_it_waits_for_transactions_and_holds_the_others_unless_told(OcppVersion version, bool allowNew, string other)
    {
        var rig = Quiet(version);
        if (allowNew)
        {
            rig.Csms.Ask(version == OcppVersion.V16 ? "ChangeConfiguration" : "SetVariables", version == OcppVersion.V16
                ? """{"key":"AllowNewSessionsPendingFirmwareUpdate","value":"true"}"""
                : """{"setVariableData":[{"attributeValue":"true","component":{"name":"ChargingStation"},"variable":{"name":"AllowNewSessionsPendingFirmwareUpdate"}}]}""");
        }

        rig.Do(new StartSession("TAG", 1, TimeSpan.FromMinutes(10)));
        rig.Run(1);
        Ask(rig, new FirmwareMaker(rig.Time.GetUtcNow()), rig.Files.Put(Image));
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "SignatureVerified", "InstallScheduled"]);
        rig.Seen.View.Connectors[1].Status.ShouldBe(other);
        rig.KillAndRestart();
        rig.Run(1);
        rig.Seen.View.Connectors[1].Status.ShouldBe(other, "also after a kill");
        rig.Run(700);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "SignatureVerified", "InstallScheduled", "Installing", "InstallRebooting", "Installed"]);
        rig.Seen.View.Connectors.ShouldAllBe(c => c.Status == "Available");
    }

    [Fact]
    public void L02_and_TC_L_18_an_unsigned_image_is_installed_unless_the_station_takes_signed_ones_alone()
    {
        var rig = Quiet(OcppVersion.V201);
        rig.Files.Put(Image, "version=7");
        string Unsigned() => rig.Csms.Ask("UpdateFirmware", $$"""{"requestId":9,"firmware":{"location":"{{Image}}","retrieveDateTime":"{{rig.In(0)}}"} }""");
        var open = Unsigned();
        rig.Run(100);
        StatusOf(rig, open).ShouldBe("Accepted");
        Told(rig).ShouldBe(["Downloading", "Downloaded", "Installing", "InstallRebooting", "Installed"], "L02: there is nothing to verify");

        rig.Csms.Ask("SetVariables", """{"setVariableData":[{"attributeValue":"false","component":{"name":"FirmwareCtrlr"},"variable":{"name":"AllowUnsignedFirmware"}}]}""");
        var closed = Unsigned();
        rig.Run(1);
        StatusOf(rig, closed).ShouldBe("Rejected");
    }

    [Fact]
    public void L01_FR_20_a_1_6_station_that_takes_signed_firmware_alone_does_not_know_the_old_message()
    {
        var rig = Quiet(OcppVersion.V16);
        rig.Csms.Ask("ChangeConfiguration", """{"key":"AllowUnsignedFirmware","value":"false"}""");
        var id = rig.Csms.Ask("UpdateFirmware", $$"""{"location":"{{Image}}","retrieveDate":"{{rig.In(0)}}"}""");
        rig.Run(10);
        rig.Csms.AnswerTo(id).ErrorCode.ShouldBe("NotSupported");
        rig.Files.Downloads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"signingCertificate\":\"x\"")]
    [InlineData("\"signature\":\"AAAA\"")]
    public void Half_a_signature_is_refused(string half)
    {
        var rig = Quiet(OcppVersion.V201);
        var id = rig.Csms.Ask("UpdateFirmware", $$"""{"requestId":9,"firmware":{"location":"{{Image}}","retrieveDateTime":"{{rig.In(0)}}",{{half}}} }""");
        rig.Run(1);
        rig.Csms.AnswerTo(id).Payload.GetProperty("statusInfo").GetProperty("reasonCode").GetString().ShouldBe("MissingParam");
    }

    [Fact]
    public void Fields_beyond_their_limits_break_the_schema()
    {
        var rig = Quiet(OcppVersion.V201);
        string Ask(string location, string signature) => rig.Csms.Ask("UpdateFirmware", JsonSerializer.Serialize(new
        {
            requestId = 1,
            firmware = new { location, retrieveDateTime = rig.In(0), signature, signingCertificate = "x" },
        }));
        var fits = Ask(new string('a', 512), new string('A', 800));
        var longLocation = Ask(new string('a', 513), "AAAA");
        var longSignature = Ask("a", new string('A', 801));
        rig.Run(5);
        rig.Csms.AnswerTo(fits).Type.ShouldBe(3);
        rig.Csms.AnswerTo(longLocation).Type.ShouldBe(4);
        rig.Csms.AnswerTo(longSignature).Type.ShouldBe(4);
    }
}
