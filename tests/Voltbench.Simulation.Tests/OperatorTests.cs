using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests;

/// <summary>Reset and unlock at the station itself.</summary>
public class OperatorTests
{
    [Theory]
    [InlineData("Hard", "HardReset")]
    [InlineData("Soft", "SoftReset")]
    public void A_reset_ends_sessions_and_boots_again_1_6(string type, string reason)
    {
        var rig = Charging(OcppVersion.V16);

        rig.Do(new ResetStation(type), seconds: 10).Status.ShouldBe(CommandStatus.Accepted);

        rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe(reason);
        rig.Csms.Of("BootNotification").Count().ShouldBe(1);
    }

    [Fact]
    public void A_reset_of_2_0_1_is_immediate_or_waits_for_the_last_car()
    {
        var rig = Charging(OcppVersion.V201);
        rig.Do(new ResetStation("OnIdle"), seconds: 60).Status.ShouldBe(CommandStatus.Accepted);
        rig.Csms.Of("BootNotification").ShouldBeEmpty("a car is still there");
        rig.Do(new StopSession(), seconds: 30);
        rig.Csms.Of("BootNotification").Single().Text("reason").ShouldBe("ScheduledReset");

        rig = Charging(OcppVersion.V201);
        rig.Do(new ResetStation("Immediate"), seconds: 10);
        rig.Csms.Of("BootNotification").Single().Text("reason").ShouldBe("RemoteReset");
        rig.Csms.Of("TransactionEvent").Last().Text("eventType").ShouldBe("Ended");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "OnIdle")]
    [InlineData(OcppVersion.V201, "Hard")]
    [InlineData(OcppVersion.V16, "")]
    public void A_reset_that_the_version_lacks_is_refused(OcppVersion version, string type)
    {
        var rig = Charging(version);
        rig.Do(new ResetStation(type), seconds: 10).Status.ShouldBe(CommandStatus.Rejected);
        rig.Csms.Of("BootNotification").ShouldBeEmpty();
    }

    [Fact]
    public void Unlocking_ends_a_transaction_of_1_6_and_is_refused_during_one_of_2_0_1()
    {
        var rig = Charging(OcppVersion.V16);
        rig.Do(new UnlockConnector(), seconds: 5).Status.ShouldBe(CommandStatus.Accepted);
        rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe("UnlockCommand");
        rig.Do(new UnlockConnector(2)).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new UnlockConnector(3)).Detail.ShouldBe("There is no connector 3; this charger has 2.");

        rig = Charging(OcppVersion.V201);
        rig.Do(new UnlockConnector(), seconds: 5).Detail.ShouldBe("A transaction runs at EVSE 1.");
        rig.Csms.Of("TransactionEvent").ShouldNotContain(e => e.Text("eventType") == "Ended");
    }

    private static Rig Charging(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Do(new StartSession("TAG"), seconds: 5);
        rig.Csms.Of("BootNotification").Count().ShouldBe(1);
        rig.Csms.Calls.RemoveAll(c => c.Action == "BootNotification");
        return rig;
    }
}
