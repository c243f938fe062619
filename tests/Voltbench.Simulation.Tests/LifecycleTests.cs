using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests;

public class LifecycleTests
{
    [Fact]
    public void A_deleted_charger_ends_its_session_first_and_closes_with_1000()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Do(new StartSession("TAG"));
        var gone = rig.Fleet.RemoveAsync(Rig.Key, RemovalReason.Deleted);
        rig.Run(0);

        rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe("Other");
        gone.IsCompleted.ShouldBeTrue();
        rig.Csms.Closes.Single().Code.ShouldBe((ushort)1000);
        rig.Fleet.Count.ShouldBe(0);
        rig.Seen.View.Connection.ShouldBe(ConnectionState.Stopped);
    }

    [Fact]
    public void A_deleted_charger_waits_five_seconds_for_an_answer_and_no_longer()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Csms.Script["StopTransaction"] = _ => null;
        rig.Do(new StartSession("TAG"));
        var gone = rig.Fleet.RemoveAsync(Rig.Key, RemovalReason.Deleted);
        rig.Run(4.9);
        gone.IsCompleted.ShouldBeFalse();
        rig.Run(0.2);
        gone.IsCompleted.ShouldBeTrue();
        rig.Csms.Closes.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(RemovalReason.Stopped)]
    [InlineData(RemovalReason.Moved)]
    [InlineData(RemovalReason.Shutdown)]
    public void A_stopped_charger_keeps_its_transaction_and_goes_on_when_placed_again(RemovalReason reason)
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Do(new StartSession("TAG"));
        rig.Run(90);
        _ = rig.Fleet.RemoveAsync(Rig.Key, reason);
        rig.Run(0);
        rig.Csms.Closes.Single().Code.ShouldBe((ushort)1000);
        rig.Fleet.Contains(Rig.Key).ShouldBeFalse();
        rig.Csms.Of("StopTransaction").ShouldBeEmpty();

        rig.Run(3600);
        rig.Fleet.Place(rig.Spec, rig.Store.Load(Rig.Key));
        rig.Run(1);
        rig.Seen.Connector.TransactionId.ShouldBe("101");
        rig.Do(new StopSession());
        rig.Run(5);
        var stop = rig.Csms.Of("StopTransaction").Single();
        stop.Int("transactionId").ShouldBe(101);
        (stop.Int("meterStop") - rig.Csms.Of("StartTransaction").Single().Int("meterStart")).ShouldBe((int)(11_040 * 91 / 3600.0));
    }

    [Fact]
    public void A_restart_boots_again()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Fleet.Restart(Rig.Key);
        rig.Run(1);
        rig.Csms.Of("BootNotification").Count().ShouldBe(2);
        rig.Csms.Closes.Single().Code.ShouldBe((ushort)1000);
        rig.Fleet.Count.ShouldBe(1);
        rig.Seen.View.Connection.ShouldBe(ConnectionState.Connected);
    }

    [Fact]
    public void One_that_is_placed_while_it_leaves_comes_back()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        _ = rig.Fleet.RemoveAsync(Rig.Key, RemovalReason.Stopped);
        rig.Fleet.Place(rig.Spec, null);
        rig.Run(1);
        rig.Fleet.Contains(Rig.Key).ShouldBeTrue();
        rig.Csms.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_is_asked_who_is_not_there()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Fleet.Post(99, new StopSession()).ShouldBe(CommandTicket.NotPlaced);
        (await rig.Fleet.AskAsync(99, new StopSession(), CancellationToken.None)).Status.ShouldBe(CommandStatus.NotPlaced);
        await rig.Fleet.RemoveAsync(99, RemovalReason.Deleted);
        rig.Fleet.Restart(99);
    }

    [Fact]
    public async Task A_full_lane_answers_Busy()
    {
        var rig = new Rig(OcppVersion.V16, new FleetOptions { LaneCapacity = 4 }).Booted();
        for (var i = 0; i < 4; i++)
            rig.Fleet.Post(Rig.Key, new StopSession()).ShouldBe(CommandTicket.Queued);
        rig.Fleet.Post(Rig.Key, new StopSession()).ShouldBe(CommandTicket.Busy);
        (await rig.Fleet.AskAsync(Rig.Key, new StopSession(), CancellationToken.None)).Status.ShouldBe(CommandStatus.Busy);
    }

    [Fact]
    public void A_failing_handler_costs_the_connection_and_nothing_else()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Store.FailsOnce = true; // a bug in the store's adapter: it must never throw
        _ = rig.Ask(new StartSession("TAG"));
        rig.Run(60);
        rig.Csms.Targets.Count.ShouldBe(2);
        rig.Seen.View.Connection.ShouldBe(ConnectionState.Connected);
        rig.Csms.Of("BootNotification").Count().ShouldBe(2);
    }
}
