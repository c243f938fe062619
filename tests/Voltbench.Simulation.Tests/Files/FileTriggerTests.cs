using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>How updates and uploads stand, told on request (OCPP 1.6 §5.17, security whitepaper A02 and L01, OCPP 2.0.1 F06, L01).</summary>
public class FileTriggerTests
{
    private const string Image = "http://files.test/fw.bin";

    private static Rig Quiet(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    /// <summary>Status and request of the answer to a trigger.</summary>
    private static (string? Status, string? RequestId) Ask(Rig rig, string trigger, string message, string? answered = null)
    {
        rig.Csms.Calls.Clear();
        var id = rig.Csms.Ask(trigger, $$"""{"requestedMessage":"{{message}}"}""");
        rig.Run(1);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe("Accepted");
        var told = rig.Csms.Of(answered ?? message).Single();
        return (told.Text("status"), told.Text("requestId"));
    }

    [Theory]
    [InlineData(OcppVersion.V16, "TriggerMessage", "FirmwareStatusNotification", null)]
    [InlineData(OcppVersion.V16, "TriggerMessage", "DiagnosticsStatusNotification", null)]
    [InlineData(OcppVersion.V16, "ExtendedTriggerMessage", "FirmwareStatusNotification", "SignedFirmwareStatusNotification")]
    [InlineData(OcppVersion.V16, "ExtendedTriggerMessage", "LogStatusNotification", null)]
    [InlineData(OcppVersion.V201, "TriggerMessage", "FirmwareStatusNotification", null)]
    [InlineData(OcppVersion.V201, "TriggerMessage", "LogStatusNotification", null)]
    [InlineData(OcppVersion.V201, "TriggerMessage", "PublishFirmwareStatusNotification", null)]
    [Shows(OcppVersion.V16, "TriggerMessage")]
    [Shows(OcppVersion.V16, "ExtendedTriggerMessage")]
    [Shows(OcppVersion.V201, "TriggerMessage")]
    public void A_station_that_does_nothing_is_idle(OcppVersion version, string trigger, string message, string? answered)
        => Ask(Quiet(version), trigger, message, answered).ShouldBe(("Idle", null));

    [Theory]
    [InlineData(OcppVersion.V16, "ExtendedTriggerMessage", "SignedFirmwareStatusNotification")]
    [InlineData(OcppVersion.V201, "TriggerMessage", "FirmwareStatusNotification")]
    public void L01_FR_28_and_FR_29_the_last_status_is_told_again_and_Idle_after_Installed(OcppVersion version, string trigger, string answered)
    {
        var rig = Quiet(version);
        var maker = new FirmwareMaker(rig.Time.GetUtcNow());
        void Order(byte[] signed) => rig.Csms.Ask(version == OcppVersion.V16 ? "SignedUpdateFirmware" : "UpdateFirmware", $$"""
            {"requestId":77,"firmware":{"location":"{{Image}}","retrieveDateTime":"{{rig.In(0)}}","signingCertificate":{{maker.Json}},"signature":"{{maker.Sign(signed)}}"} }
            """);
        var image = rig.Files.Put(Image);
        rig.Files.IsHeld = true;
        Order(image);
        rig.Run(1);
        Ask(rig, trigger, "FirmwareStatusNotification", answered).ShouldBe(("Downloading", "77"));
        rig.Files.Release();
        rig.Run(5);
        Ask(rig, trigger, "FirmwareStatusNotification", answered).ShouldBe(("Installing", "77"));
        rig.Run(60);
        Ask(rig, trigger, "FirmwareStatusNotification", answered).ShouldBe(("Idle", null));
        Order("another"u8.ToArray());
        rig.Run(5);
        Ask(rig, trigger, "FirmwareStatusNotification", answered).ShouldBe(("InvalidSignature", "77"), "also when it is over");
    }

    [Fact]
    public void A_plain_1_6_update_is_told_while_it_runs()
    {
        var rig = Quiet(OcppVersion.V16);
        rig.Files.Put(Image);
        rig.Files.IsHeld = true;
        rig.Csms.Ask("UpdateFirmware", $$"""{"location":"{{Image}}","retrieveDate":"{{rig.In(0)}}"}""");
        rig.Run(1);
        Ask(rig, "TriggerMessage", "FirmwareStatusNotification").ShouldBe(("Downloading", null));
    }

    [Theory]
    [InlineData(OcppVersion.V16, "ExtendedTriggerMessage")]
    [InlineData(OcppVersion.V201, "TriggerMessage")]
    public void An_upload_is_told_with_its_request_while_it_runs(OcppVersion version, string trigger)
    {
        var rig = Quiet(version);
        rig.Files.IsHeld = true;
        rig.Csms.Ask("GetLog", """{"logType":"DiagnosticsLog","requestId":9,"log":{"remoteLocation":"ftp://files.test/"} }""");
        rig.Run(1);
        Ask(rig, trigger, "LogStatusNotification").ShouldBe(("Uploading", "9"));
        rig.Files.Release();
        rig.Run(1);
        Ask(rig, trigger, "LogStatusNotification").ShouldBe(("Idle", null));
    }

    [Fact]
    public void A_publication_that_failed_is_told_until_the_next()
    {
        var rig = Quiet(OcppVersion.V201);
        rig.Csms.Ask("PublishFirmware", $$"""{"location":"{{Image}}","checksum":"00000000000000000000000000000000","requestId":4}""");
        rig.Run(1);
        Ask(rig, "TriggerMessage", "PublishFirmwareStatusNotification").ShouldBe(("DownloadFailed", "4"));
    }
}
