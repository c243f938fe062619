using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Chaos;

public class PowerLossTests
{
    private static Rig Charging(OcppVersion version, PowerLossMemory memory, RecoveryMode recovery)
    {
        var chaos = new ChaosSettings { PowerLoss = new PowerLossPlan { AfterSeconds = 600, ForSeconds = 120, Memory = memory } };
        var rig = new Rig(version, null, s => s with { Behavior = s.Behavior with { Chaos = chaos, Recovery = recovery } }).Booted();
        rig.Do(new StartSession("TAG"), 599).Status.ShouldBe(CommandStatus.Accepted);
        rig.Csms.IsConnected.ShouldBeTrue();
        rig.Run(2);
        rig.Csms.IsConnected.ShouldBeFalse();
        rig.Csms.Closes.ShouldBeEmpty("a station without power says nothing");
        return rig;
    }

    private static int Ended(Rig rig) => rig.Version == OcppVersion.V16
        ? rig.Csms.Of("StopTransaction").Count()
        : rig.Csms.Of("TransactionEvent").Count(c => c.Text("eventType") == "Ended");

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void With_memory_the_transaction_goes_on_and_the_dark_gave_no_energy(OcppVersion version)
    {
        var rig = Charging(version, PowerLossMemory.Keep, RecoveryMode.Continue);
        var register = rig.Seen.Connector.MeterWh;
        rig.Do(new StartSession("B", 2)).Status.ShouldBe(CommandStatus.NotPlaced, "nobody is at home");
        rig.Run(118);
        rig.Csms.Of("BootNotification").Count().ShouldBe(1);
        rig.Run(3);

        rig.Csms.Of("BootNotification").Count().ShouldBe(2);
        if (version == OcppVersion.V201)
            rig.Csms.Of("BootNotification").Last().Text("reason").ShouldBe("PowerUp");
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
        rig.Seen.Connector.MeterWh.ShouldBe(register, 20, "it charged for two seconds more at most");
        Ended(rig).ShouldBe(0);
        rig.Run(3_600);
        rig.Csms.Of("BootNotification").Count().ShouldBe(2, "it happens once");
        rig.Do(new StopSession(), 10).Status.ShouldBe(CommandStatus.Accepted);
        Ended(rig).ShouldBe(1);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void With_memory_and_recovery_power_loss_the_transaction_ends_with_that_reason(OcppVersion version)
    {
        var rig = Charging(version, PowerLossMemory.Keep, RecoveryMode.PowerLoss);
        rig.Run(200);
        Ended(rig).ShouldBe(1);
        if (version == OcppVersion.V16)
            rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe("PowerLoss");
        else
            rig.Csms.Of("TransactionEvent").Last().Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe("PowerLoss");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void Without_memory_nobody_hears_of_the_end(OcppVersion version)
    {
        var rig = Charging(version, PowerLossMemory.Lose, RecoveryMode.Continue);
        rig.Run(3_600);
        rig.Csms.Of("BootNotification").Count().ShouldBe(2);
        rig.Seen.Connector.TransactionId.ShouldBeNull();
        Ended(rig).ShouldBe(0);
        rig.Do(new StartSession("TAG"), 60).Status.ShouldBe(CommandStatus.Accepted, "and it serves again");
    }

    [Theory]
    [InlineData("1", 2)]
    [InlineData("2", 3)]
    public void Another_part_of_the_behavior_does_not_bring_it_back_but_another_order_does(string order, int boots)
    {
        ChaosSettings Ordered(string loss, string network) => new()
        {
            PowerLoss = new PowerLossPlan { AfterSeconds = 10, ForSeconds = 5 },
            Network = new NetworkChaos { LatencyMs = 1 },
            Orders = new Dictionary<string, string> { ["power_loss"] = loss, ["network"] = network },
        };
        var rig = ChaosRig.Of(OcppVersion.V201, Ordered("1", "1")).Booted();
        rig.Run(600);
        rig.Csms.Of("BootNotification").Count().ShouldBe(2);
        rig.Behave(Ordered(order, "2"));
        rig.Run(600);
        rig.Csms.Of("BootNotification").Count().ShouldBe(boots);
        rig.Behave(Ordered(order, "2"));
        rig.Run(600);
        rig.Csms.Of("BootNotification").Count().ShouldBe(boots, "the same order is no order");
    }

    [Fact]
    public async Task A_charger_that_is_removed_in_the_dark_leaves_at_once()
    {
        var rig = Charging(OcppVersion.V16, PowerLossMemory.Keep, RecoveryMode.Continue);
        var gone = rig.Fleet.RemoveAsync(Rig.Key, RemovalReason.Stopped);
        rig.Run(1);
        await gone.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        rig.Fleet.Contains(Rig.Key).ShouldBeFalse();
    }

    [Fact]
    public void A_kill_in_the_dark_does_not_make_it_dark_again()
    {
        var rig = Charging(OcppVersion.V16, PowerLossMemory.Keep, RecoveryMode.Continue);
        rig.KillAndRestart();
        rig.Run(3_600);
        rig.Csms.Of("BootNotification").Count().ShouldBe(2);
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
    }
}
