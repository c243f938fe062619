using System.Security.Cryptography;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>OCPP 2.0.1 L03, L04.</summary>
public class PublishFirmwareTests
{
    private const string Image = "ftp://files.test/fw.bin";

    private static Rig Quiet(Func<ChargerSpec, ChargerSpec>? spec = null)
    {
        var rig = new Rig(OcppVersion.V201, spec: spec).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));

    private static string Publish(Rig rig, string checksum, int id = 3, string more = "")
        => rig.Csms.Ask("PublishFirmware", $$"""{"location":"{{Image}}","checksum":"{{checksum}}","requestId":{{id}}{{more}}}""");

    private static string? Unpublish(Rig rig, string checksum)
    {
        var id = rig.Csms.Ask("UnpublishFirmware", $$"""{"checksum":"{{checksum}}"}""");
        rig.Run(1);
        return rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString();
    }

    private static IEnumerable<string?> Told(Rig rig) => rig.Csms.Of("PublishFirmwareStatusNotification").Select(c => c.Text("status"));

    [Fact]
    [Shows(OcppVersion.V201, "PublishFirmware")]
    [Shows(OcppVersion.V201, "UnpublishFirmware")]
    [Shows(OcppVersion.V201, "PublishFirmwareStatusNotification")]
    public void L03_and_L04_an_image_is_fetched_checked_offered_and_withdrawn()
    {
        var rig = Quiet();
        var checksum = Md5(rig.Files.Put(Image));
        var id = Publish(rig, checksum.ToUpperInvariant());
        rig.Run(5);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe("Accepted");
        Told(rig).ShouldBe(["Downloading", "Downloaded", "ChecksumVerified", "Published"]);
        var published = rig.Csms.Of("PublishFirmwareStatusNotification").Last();
        published.Payload.GetProperty("location")[0].GetString().ShouldBe($"http://localhost:8080/files/published/dep-7/{checksum}");
        rig.Csms.Of("PublishFirmwareStatusNotification").ShouldAllBe(c => c.Int("requestId") == 3);

        rig.KillAndRestart();
        rig.Run(1);
        Unpublish(rig, Md5([])).ShouldBe("NoFirmware");
        Unpublish(rig, checksum).ShouldBe("Unpublished");
        Unpublish(rig, checksum).ShouldBe("NoFirmware");
    }

    [Fact]
    public void A_checksum_that_does_not_fit_is_told()
    {
        var rig = Quiet();
        rig.Files.Put(Image);
        Publish(rig, Md5([]));
        rig.Run(5);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "InvalidChecksum"]);
        Unpublish(rig, Md5([])).ShouldBe("NoFirmware");
    }

    [Fact]
    public void A_file_that_is_not_there_is_tried_as_often_as_asked()
    {
        var rig = Quiet();
        Publish(rig, Md5([]), more: ",\"retries\":2,\"retryInterval\":5");
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "Downloading", "Downloading", "DownloadFailed"]);
    }

    [Fact]
    public void A_station_without_room_publishes_nothing()
    {
        var rig = Quiet(s => s with { Behavior = s.Behavior with { FirmwareFlaw = FirmwareFlaw.DiskFull } });
        Publish(rig, Md5(rig.Files.Put(Image)));
        rig.Run(5);
        Told(rig).Last().ShouldBe("PublishFailed");
    }

    [Fact]
    public void While_it_fetches_one_image_it_takes_no_other_and_withdraws_it_not()
    {
        var rig = Quiet();
        var checksum = Md5(rig.Files.Put(Image));
        rig.Files.IsHeld = true;
        Publish(rig, checksum);
        rig.Run(1);
        var second = Publish(rig, Md5([]), 4);
        rig.Run(1);
        rig.Csms.AnswerTo(second).Payload.GetProperty("status").GetString().ShouldBe("Rejected");
        Unpublish(rig, checksum).ShouldBe("DownloadOngoing");
        rig.Files.IsHeld = false;
        rig.KillAndRestart();
        rig.Run(5);
        Told(rig).ShouldBe(["Downloading", "Downloading", "Downloaded", "ChecksumVerified", "Published"], "a kill begins the download anew");
    }

    [Theory]
    [InlineData("00000000000000000000000000000000", "Accepted")]
    [InlineData("0000", "Rejected")]
    [InlineData("zz000000000000000000000000000000", "Rejected")]
    public void A_checksum_is_an_MD5(string checksum, string status)
    {
        var rig = Quiet();
        var id = Publish(rig, checksum);
        rig.Run(1);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe(status);
    }
}
