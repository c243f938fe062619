using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests;

/// <summary>Cables, cars and transactions, one act at a time.</summary>
public class DriverTests
{
    private static List<string?> Statuses(Rig rig) => [.. rig.Csms.Of("StatusNotification").Select(c => c.Text("status") ?? c.Text("connectorStatus"))];

    [Fact]
    [Shows(OcppVersion.V16, "StatusNotification")]
    [Shows(OcppVersion.V16, "StartTransaction")]
    [Shows(OcppVersion.V16, "StopTransaction")]
    public void A_car_is_plugged_in_charges_pauses_and_leaves_1_6()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Csms.Calls.Clear();
        rig.Do(new PlugConnector()).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new StartTransaction("TAG")).Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(600);
        var charged = rig.Seen.Connector.MeterWh;
        charged.ShouldBeGreaterThan(1000);
        rig.Do(new EvStopsEnergy()).Status.ShouldBe(CommandStatus.Accepted);
        rig.Seen.Connector.Status.ShouldBe("SuspendedEV");
        var paused = rig.Seen.Connector.MeterWh;
        rig.Run(600);
        rig.Seen.Connector.MeterWh.ShouldBe(paused);
        rig.Do(new EvRequestsEnergy());
        rig.Run(600);
        rig.Seen.Connector.MeterWh.ShouldBeGreaterThan(paused);
        rig.Do(new StopTransaction(TransactionId: "101", Reason: "Local", IdTag: "OTHER"), 5).Status.ShouldBe(CommandStatus.Accepted);
        rig.Seen.Connector.Status.ShouldBe("Finishing");
        rig.Do(new UnplugConnector(), 1);
        Statuses(rig).ShouldBe(["Preparing", "Charging", "SuspendedEV", "Charging", "Finishing", "Available"]);
        rig.Csms.Of("StopTransaction").Single().Text("idTag").ShouldBe("OTHER");
        rig.Csms.Of("Authorize").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16, "StopTransaction", "EVDisconnected")]
    [InlineData(OcppVersion.V201, "TransactionEvent", "EVDisconnected")]
    public void Taking_the_cable_out_ends_the_transaction(OcppVersion version, string action, string reason)
    {
        var rig = new Rig(version).Booted();
        rig.Do(new PlugConnector());
        rig.Do(new StartTransaction("TAG"), 60);
        rig.Do(new UnplugConnector(), 5);
        rig.Csms.Of(action).Last().Payload.GetRawText().ShouldContain($"\"{reason}\"");
        rig.Seen.Connector.Status.ShouldBe("Available");
        rig.Seen.Connector.TransactionId.ShouldBeNull();
    }

    [Fact]
    public void A_car_that_was_plugged_in_is_still_there_after_a_kill()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Do(new PlugConnector(SocPercent: 55), 5);
        rig.KillAndRestart();
        rig.Run(60);
        rig.Seen.Connector.Status.ShouldBe("Preparing");
        rig.Seen.Connector.SocPercent.ShouldBe(55);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    public void What_cannot_be_is_refused(int connector)
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        ChargerCommand[] commands =
        [
            new PlugConnector(connector), new UnplugConnector(connector), new EvRequestsEnergy(connector), new EvStopsEnergy(connector),
            new StartTransaction("TAG", connector), new StopTransaction(connector), new UnplugConnector(), new EvStopsEnergy(), new StopTransaction(),
        ];
        foreach (var command in commands)
            rig.Do(command).Status.ShouldBe(CommandStatus.Rejected, command.ToString());
    }
}
