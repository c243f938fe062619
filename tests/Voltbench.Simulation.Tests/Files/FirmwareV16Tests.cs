using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Files;

/// <summary>OCPP 1.6 §4.5 and 5.19.</summary>
public class FirmwareV16Tests
{
    private const string Image = "http://files.test/fw-2.1.0.bin";

    private static Rig Quiet(Func<ChargerSpec, ChargerSpec>? spec = null)
    {
        var rig = new Rig(OcppVersion.V16, spec: spec).Booted();
        rig.Files.Put(Image);
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static string Order(Rig rig, string location = Image, string more = "", double after = 0)
        => rig.Csms.Ask("UpdateFirmware", $$"""{"location":"{{location}}","retrieveDate":"{{rig.In(after)}}"{{more}}}""");

    private static IEnumerable<string?> Told(Rig rig) => rig.Csms.Of("FirmwareStatusNotification").Select(c => c.Text("status"));

    [Fact]
    [Shows(OcppVersion.V16, "UpdateFirmware")]
    [Shows(OcppVersion.V16, "FirmwareStatusNotification")]
    public void An_update_is_fetched_installed_and_booted()
    {
        var rig = Quiet();
        var id = Order(rig);
        rig.Run(20);
        rig.Csms.AnswerTo(id).Payload.EnumerateObject().ShouldBeEmpty();
        Told(rig).ShouldBe(["Downloading", "Downloaded", "Installing"]);
        rig.Seen.View.Connectors.Select(c => c.Status).ShouldBe(["Unavailable", "Unavailable"]);
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "Installing", "Installed"]);
        rig.Csms.Of("BootNotification").Single().Text("firmwareVersion").ShouldBe("2.1.0");
        rig.Seen.View.Connectors.Select(c => c.Status).ShouldBe(["Available", "Available"]);
        rig.Csms.Actions.ToList().LastIndexOf("FirmwareStatusNotification").ShouldBeGreaterThan(rig.Csms.Actions.ToList().LastIndexOf("BootNotification"));
    }

    [Fact]
    [Shows(OcppVersion.V16, "UpdateFirmware")]
    public void It_waits_for_the_retrieve_date()
    {
        var rig = Quiet();
        Order(rig, after: 3600);
        rig.Run(3590);
        Told(rig).ShouldBeEmpty();
        rig.Files.Downloads.ShouldBeEmpty();
        rig.Run(20);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "Installing"]);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(",\"retries\":0", 1)]
    [InlineData(",\"retries\":2,\"retryInterval\":30", 3)]
    public void A_file_that_is_not_there_is_tried_as_often_as_asked(string more, int tries)
    {
        var rig = Quiet();
        Order(rig, "http://files.test/none.bin", more);
        rig.Run(200);
        rig.Files.Downloads.Count.ShouldBe(tries);
        Told(rig).ShouldBe([.. Enumerable.Repeat("Downloading", tries), "DownloadFailed"]);
        rig.Csms.Of("BootNotification").ShouldBeEmpty();
        rig.Seen.Connector.Status.ShouldBe("Available");
    }

    [Fact]
    public void A_later_try_may_succeed()
    {
        var rig = Quiet();
        Order(rig, "http://files.test/late.bin", ",\"retries\":3,\"retryInterval\":60");
        rig.Run(70);
        rig.Files.Put("http://files.test/late.bin", "version=9.9");
        rig.Run(200);
        Told(rig).ShouldBe(["Downloading", "Downloading", "Downloading", "Downloaded", "Installing", "Installed"]);
        rig.Csms.Of("BootNotification").Single().Text("firmwareVersion").ShouldBe("9.9");
    }

    [Theory]
    [InlineData("version=3 flaw=installation", FirmwareFlaw.None, "Installing", "InstallationFailed")]
    [InlineData("version=3 flaw=verification", FirmwareFlaw.None, "Downloaded", "InstallationFailed")]
    [InlineData("version=3 for=Somebody", FirmwareFlaw.None, "Downloaded", "InstallationFailed")]
    [InlineData("version=3 for=wallbox", FirmwareFlaw.None, "Installing", "Installed")]
    [InlineData("version=3", FirmwareFlaw.DiskFull, "Downloading", "DownloadFailed")]
    [InlineData("version=3", FirmwareFlaw.Verification, "Downloaded", "InstallationFailed")]
    [InlineData("version=3", FirmwareFlaw.Installation, "Installing", "InstallationFailed")]
    public void What_goes_wrong_is_told(string header, FirmwareFlaw ordered, string before, string last)
    {
        var rig = Quiet(s => s with { Behavior = s.Behavior with { FirmwareFlaw = ordered } });
        rig.Files.Put(Image, header);
        Order(rig);
        rig.Run(120);
        Told(rig).TakeLast(2).ShouldBe([before, last]);
        rig.Seen.View.Connectors.ShouldAllBe(c => c.Status == "Available");
        rig.Csms.Of("BootNotification").Count().ShouldBe(last == "Installed" ? 1 : 0);
    }

    [Fact]
    public void It_waits_for_the_last_transaction_and_takes_no_other_car_meanwhile()
    {
        var rig = Quiet();
        rig.Do(new StartSession("TAG", 1, TimeSpan.FromMinutes(10)));
        rig.Run(1);
        Order(rig);
        rig.Run(60);
        Told(rig).ShouldBe(["Downloading", "Downloaded"]);
        rig.Seen.View.Connectors.Select(c => c.Status).ShouldBe(["Charging", "Unavailable"]);
        rig.Do(new StartSession("OTHER", 2)).Status.ShouldBe(CommandStatus.Rejected);
        rig.Run(700);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "Installing", "Installed"]);
        rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe("Local");
        rig.Seen.View.Connectors.ShouldAllBe(c => c.Status == "Available");
    }

    [Fact]
    public void A_second_order_takes_the_place_of_the_first()
    {
        var rig = Quiet();
        rig.Files.IsHeld = true;
        Order(rig);
        rig.Run(5);
        rig.Files.Put("http://files.test/second.bin", "version=5.0");
        Order(rig, "http://files.test/second.bin");
        rig.Run(5);
        rig.Files.Cancelled.ShouldBe(1);
        rig.Files.Release();
        rig.Run(100);
        Told(rig).ShouldBe(["Downloading", "Downloading", "Downloaded", "Installing", "Installed"]);
        rig.Csms.Of("BootNotification").Single().Text("firmwareVersion").ShouldBe("5.0");
    }

    [Theory]
    [InlineData(3, "Downloading")]
    [InlineData(15, "Installing")]
    public void An_update_survives_a_kill(double at, string again)
    {
        var rig = Quiet();
        rig.Files.IsHeld = at < 10;
        Order(rig);
        rig.Run(at);
        rig.Files.IsHeld = false;
        rig.KillAndRestart();
        rig.Run(100);
        Told(rig).Count(s => s == again).ShouldBe(2, "the step is taken up again");
        Told(rig).Last().ShouldBe("Installed");
        rig.Csms.Of("BootNotification").Last().Text("firmwareVersion").ShouldBe("2.1.0");

        rig.KillAndRestart();
        rig.Run(5);
        rig.Csms.Of("BootNotification").Last().Text("firmwareVersion").ShouldBe("2.1.0", "the version stays");
        Told(rig).Count(s => s == "Installed").ShouldBe(1);
    }

    [Fact]
    public void A_scheduled_update_survives_a_kill()
    {
        var rig = Quiet();
        Order(rig, after: 1000);
        rig.Run(10);
        rig.KillAndRestart();
        rig.Run(900);
        rig.Files.Downloads.ShouldBeEmpty();
        rig.Run(200);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "Installing", "Installed"]);
    }

    [Fact]
    public void Statuses_that_the_wire_lost_are_told_on_the_next_one()
    {
        var rig = Quiet();
        rig.Csms.RefuseWith = "down";
        Order(rig);
        rig.Csms.Drop();
        rig.Run(10);
        Told(rig).ShouldBeEmpty();
        rig.Csms.RefuseWith = null;
        rig.Run(120);
        Told(rig).ShouldBe(["Downloading", "Downloaded", "Installing", "Installed"], ignoreOrder: false);
    }

    [Theory]
    [InlineData("nonsense", "DownloadFailed")]
    [InlineData("sftp://files.test/a.bin", "DownloadFailed")]
    public void An_address_that_cannot_be_fetched_is_told(string location, string last)
    {
        var rig = Quiet();
        Order(rig, location, ",\"retries\":5,\"retryInterval\":1");
        rig.Run(60);
        Told(rig).Last().ShouldBe(last);
    }
}
