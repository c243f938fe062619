using System.Text.Json;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Metering;

/// <summary>Transactions of 2.0.1 in the order of the use cases E01 to E15.</summary>
public class TransactionPointsTests
{
    private static Rig Booted(params (string Variable, string Value)[] variables) => new Rig(OcppVersion.V201).Booted(variables);

    private static List<WireCall> Events(Rig rig) => [.. rig.Csms.Of("TransactionEvent")];

    /// <summary><c>Started Authorized EVConnected</c>: type, trigger and state of an event.</summary>
    private static List<string> Lines(Rig rig) => [.. Events(rig).Select(static e =>
        $"{e.Text("eventType")} {e.Text("triggerReason")} {e.Payload.GetProperty("transactionInfo").GetProperty("chargingState").GetString()}")];

    private static JsonElement Info(WireCall call) => call.Payload.GetProperty("transactionInfo");

    private static void Present(Rig rig, string token = "TAG") => rig.Csms.Ask(
        "RequestStartTransaction", $$"""{"remoteStartId":7,"evseId":1,"idToken":{"idToken":"{{token}}","type":"Central"} }""");

    [Fact]
    [Shows(OcppVersion.V201, "TransactionEvent")]
    public void E01_EVConnected_begins_with_the_cable_and_ends_with_it()
    {
        var rig = Booted(("TxCtrlr.TxStartPoint", "EVConnected"), ("TxCtrlr.TxStopPoint", "EVConnected"));
        rig.Do(new PlugConnector(), 5);
        Present(rig);
        rig.Run(5);
        var transaction = Info(Events(rig)[0]).GetProperty("transactionId").GetString();
        rig.Csms.Ask("RequestStopTransaction", $$"""{"transactionId":"{{transaction}}"}""");
        rig.Run(5);
        rig.Do(new UnplugConnector(), 5);
        Lines(rig).ShouldBe(
        [
            "Started CablePluggedIn EVConnected", "Updated RemoteStart EVConnected", "Updated ChargingStateChanged Charging", "Updated RemoteStop EVConnected", "Ended EVCommunicationLost Idle",
        ]);
        Events(rig).Select(static e => e.Int("seqNo")).ShouldBe([0, 1, 2, 3, 4]);
        Events(rig)[0].Text("idToken").ShouldBeNull();
        Info(Events(rig)[1]).GetProperty("remoteStartId").GetInt32().ShouldBe(7);
        Events(rig)[1].Payload.GetProperty("idToken").GetProperty("idToken").GetString().ShouldBe("TAG");
        Info(Events(rig)[^1]).GetProperty("stoppedReason").GetString().ShouldBe("Remote");
        Info(Events(rig)[^1]).GetProperty("timeSpentCharging").GetInt32().ShouldBe(5);
    }

    [Fact]
    public void E01_PowerPathClosed_begins_when_cable_and_token_are_there()
    {
        var rig = Booted(("TxCtrlr.TxStartPoint", "PowerPathClosed"));
        rig.Do(new PlugConnector(), 5);
        Events(rig).ShouldBeEmpty();
        Present(rig);
        rig.Run(5);
        Lines(rig).ShouldBe(["Started RemoteStart EVConnected", "Updated ChargingStateChanged Charging"]);
    }

    [Fact]
    public void E01_EnergyTransfer_begins_with_the_energy_and_ends_with_it()
    {
        var rig = Booted(("TxCtrlr.TxStartPoint", "EnergyTransfer"), ("TxCtrlr.TxStopPoint", "EnergyTransfer"));
        rig.Do(new PlugConnector(), 5);
        rig.Do(new EvStopsEnergy());
        Present(rig);
        rig.Run(5);
        Events(rig).ShouldBeEmpty();
        rig.Do(new EvRequestsEnergy(), 60);
        rig.Do(new EvStopsEnergy(), 5);
        var lines = Lines(rig);
        lines[0].ShouldBe("Started ChargingStateChanged Charging");
        lines.Count(l => l.EndsWith("Charging", StringComparison.Ordinal) && l.Contains("ChargingStateChanged", StringComparison.Ordinal)).ShouldBe(1);
        lines[^1].ShouldBe("Ended ChargingStateChanged EVConnected");
        Info(Events(rig)[^1]).GetProperty("stoppedReason").GetString().ShouldBe("StoppedByEV");
    }

    [Fact]
    public void E01_DataSigned_begins_with_the_first_signed_reading()
    {
        var rig = Booted(("TxCtrlr.TxStartPoint", "DataSigned"), ("SampledDataCtrlr.SignReadings", "true"));
        rig.Do(new PlugConnector(), 5);
        Present(rig);
        rig.Run(5);
        var first = Events(rig)[0];
        first.Text("triggerReason").ShouldBe("SignedDataReceived");
        first.Payload.GetProperty("meterValue")[0].GetProperty("sampledValue")[0].GetProperty("signedMeterValue").GetProperty("encodingMethod").GetString().ShouldBe("OCMF");
    }

    [Fact]
    public void E02_token_first_then_the_cable()
    {
        var rig = Booted(("LabCtrlr.CarFollowsRemoteStart", "false"));
        Present(rig);
        rig.Run(5);
        rig.Do(new PlugConnector(Ev: EvProfiles.Find("vw-id3-58")), 5);
        Lines(rig).ShouldBe(["Started RemoteStart Idle", "Updated CablePluggedIn EVConnected", "Updated ChargingStateChanged Charging"]);
        Events(rig)[1].Int("cableMaxCurrent").ShouldBe(20);
        Events(rig)[2].Int("numberOfPhasesUsed").ShouldBe(3);
    }

    [Fact]
    public void E03_nobody_plugs_in_within_EVConnectionTimeOut()
    {
        var rig = Booted(("LabCtrlr.CarFollowsRemoteStart", "false"), ("TxCtrlr.EVConnectionTimeOut", "30"));
        Present(rig);
        rig.Run(29);
        Lines(rig).ShouldBe(["Started RemoteStart Idle"]);
        rig.Run(2);
        Lines(rig).ShouldBe(["Started RemoteStart Idle", "Ended EVConnectTimeout Idle"]);
        Info(Events(rig)[^1]).GetProperty("stoppedReason").GetString().ShouldBe("Timeout");
        rig.Seen.Connector.TransactionId.ShouldBeNull();
    }

    [Fact]
    public void E03_the_wait_for_a_cable_goes_on_after_a_kill()
    {
        var rig = Booted(("LabCtrlr.CarFollowsRemoteStart", "false"), ("TxCtrlr.EVConnectionTimeOut", "30"));
        Present(rig);
        rig.Run(10);
        rig.KillAndRestart();
        rig.Run(19);
        Lines(rig).ShouldBe(["Started RemoteStart Idle"]);
        rig.Run(2);
        Lines(rig).ShouldBe(["Started RemoteStart Idle", "Ended EVConnectTimeout Idle"]);
        Info(Events(rig)[^1]).GetProperty("stoppedReason").GetString().ShouldBe("Timeout");
    }

    [Fact]
    public void E03_a_cable_that_comes_in_time_after_a_kill_charges()
    {
        var rig = Booted(("LabCtrlr.CarFollowsRemoteStart", "false"), ("TxCtrlr.EVConnectionTimeOut", "30"));
        Present(rig);
        rig.Run(10);
        rig.KillAndRestart();
        rig.Run(5);
        rig.Do(new PlugConnector(), 5);
        rig.KillAndRestart();
        rig.Run(60);
        Lines(rig).ShouldContain("Updated ChargingStateChanged Charging");
        Events(rig).ShouldAllBe(static e => e.Text("eventType") != "Ended");
    }

    [Fact]
    public void E03_a_wait_that_ran_out_while_the_station_was_dead_ends_at_once()
    {
        var rig = Booted(("LabCtrlr.CarFollowsRemoteStart", "false"), ("TxCtrlr.EVConnectionTimeOut", "30"));
        Present(rig);
        rig.Run(10);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        rig.KillAndRestart();
        rig.Run(1);
        Lines(rig)[^1].ShouldBe("Ended EVConnectTimeout Idle");
    }

    [Theory]
    [InlineData("true", 0, "Ended Deauthorized EVConnected")]
    [InlineData("false", 0, "Updated Deauthorized SuspendedEVSE")]
    public void E05_a_token_that_the_CSMS_does_not_accept(string stops, int grace, string expected)
    {
        var rig = Booted(("TxCtrlr.StopTxOnInvalidId", stops), ("TxCtrlr.MaxEnergyOnInvalidId", grace.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        rig.Csms.Script["TransactionEvent"] = static c => c.Text("eventType") == "Started" ? """{"idTokenInfo":{"status":"Invalid"}}""" : "{}";
        rig.Do(new StartSession("TAG"), 1);
        Lines(rig)[^1].ShouldBe(expected);
        var energy = rig.Seen.Connector.MeterWh;
        rig.Run(600);
        rig.Seen.Connector.MeterWh.ShouldBe(energy);
    }

    [Fact]
    public void E09_the_cable_that_is_pulled_ends_the_transaction()
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG"), 5);
        rig.Do(new UnplugConnector(), 5);
        Lines(rig)[^1].ShouldBe("Ended EVCommunicationLost Idle");
        Info(Events(rig)[^1]).GetProperty("stoppedReason").GetString().ShouldBe("EVDisconnected");
    }

    [Fact]
    public void E10_the_cable_that_is_pulled_only_suspends_it()
    {
        var rig = Booted(("TxCtrlr.StopTxOnEVSideDisconnect", "false"), ("TxCtrlr.TxStopPoint", "Authorized"));
        rig.Do(new PlugConnector());
        Present(rig);
        rig.Run(5);
        rig.Do(new UnplugConnector(), 5);
        Lines(rig)[^1].ShouldBe("Updated EVCommunicationLost Idle");
        rig.Do(new PlugConnector(), 5);
        Lines(rig)[^2..].ShouldBe(["Updated CablePluggedIn EVConnected", "Updated ChargingStateChanged Charging"]);
    }

    [Fact]
    public void E04_events_of_an_absence_are_marked_and_come_in_order()
    {
        var rig = Booted();
        rig.Csms.RefuseWith = "away";
        rig.Csms.Drop();
        rig.Run(1);
        rig.Do(new StartSession("TAG"), 70);
        rig.Do(new StopSession(), 5);
        rig.Csms.RefuseWith = null;
        rig.Run(400);
        Events(rig).ShouldAllBe(static e => e.Payload.GetProperty("offline").GetBoolean());
        Events(rig).Select(static e => e.Int("seqNo")).ShouldBe(Enumerable.Range(0, Events(rig).Count));
    }

    [Theory]
    [Shows(OcppVersion.V201, "GetTransactionStatus")]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void E14_the_status_of_a_transaction(bool isRunning, bool ongoing)
    {
        var rig = Booted();
        var transaction = rig.Do(new StartSession("TAG"), 5).TransactionId;
        if (!isRunning)
            rig.Do(new StopSession(), 5);
        Ask(rig, $$"""{"transactionId":"{{transaction}}"}""").GetProperty("ongoingIndicator").GetBoolean().ShouldBe(ongoing);
        Ask(rig, """{"transactionId":"nobody"}""").GetRawText().ShouldBe("""{"ongoingIndicator":false,"messagesInQueue":false}""");
        Ask(rig, "{}").GetRawText().ShouldBe("""{"messagesInQueue":false}""");
        rig.Csms.Script["TransactionEvent"] = static _ => null;
        rig.Do(new StartSession("TAG", 2), 1);
        Ask(rig, "{}").GetProperty("messagesInQueue").GetBoolean().ShouldBeTrue("what is not answered is still to come");

        static JsonElement Ask(Rig rig, string payload)
        {
            var id = rig.Csms.Ask("GetTransactionStatus", payload);
            rig.Run(0);
            return rig.Csms.AnswerTo(id).Payload;
        }
    }

    [Fact]
    public void A_kill_tells_the_charging_state_no_second_time()
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG"), 100);
        rig.KillAndRestart();
        rig.Run(50);
        Lines(rig).Count(static l => l.Contains("ChargingStateChanged", StringComparison.Ordinal)).ShouldBe(1);
        Events(rig).Select(static e => e.Int("seqNo")).ShouldBe(Enumerable.Range(0, Events(rig).Count));
    }
}
