using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Metering;

/// <summary>What a CSMS asks of a station beside starting and stopping: triggers, locks, resets.</summary>
public class RemoteControlTests
{
    private static Rig Booted(OcppVersion version, params (string Name, string Value)[] settings)
    {
        var rig = new Rig(version).Booted(settings);
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static JsonElement Ask(Rig rig, string action, string payload, double seconds = 1)
    {
        var id = rig.Csms.Ask(action, payload);
        rig.Run(seconds);
        return rig.Csms.AnswerTo(id).Payload;
    }

    private static string Status(Rig rig, string action, string payload, double seconds = 1) => Ask(rig, action, payload, seconds).GetProperty("status").GetString()!;

    [Theory]
    [Shows(OcppVersion.V16, "TriggerMessage")]
    [InlineData("""{"requestedMessage":"MeterValues","connectorId":1}""", "Accepted", "MeterValues")]
    [InlineData("""{"requestedMessage":"MeterValues","connectorId":0}""", "Accepted", "MeterValues")]
    [InlineData("""{"requestedMessage":"MeterValues"}""", "Accepted", "MeterValues,MeterValues,MeterValues")]
    [InlineData("""{"requestedMessage":"MeterValues","connectorId":3}""", "Rejected", "")]
    [InlineData("""{"requestedMessage":"DiagnosticsStatusNotification"}""", "Accepted", "DiagnosticsStatusNotification")]
    [InlineData("""{"requestedMessage":"FirmwareStatusNotification"}""", "Accepted", "FirmwareStatusNotification")]
    [InlineData("""{"requestedMessage":"Heartbeat"}""", "Accepted", "Heartbeat")]
    [InlineData("""{"requestedMessage":"BootNotification"}""", "Accepted", "BootNotification,StatusNotification,StatusNotification,StatusNotification")]
    [InlineData("""{"requestedMessage":"StatusNotification","connectorId":2}""", "Accepted", "StatusNotification")]
    public void TriggerMessage_1_6(string request, string status, string told)
    {
        var rig = Booted(OcppVersion.V16);
        Status(rig, "TriggerMessage", request).ShouldBe(status);
        string.Join(',', rig.Csms.Actions).ShouldBe(told);
    }

    [Theory]
    [Shows(OcppVersion.V16, "ExtendedTriggerMessage")]
    [InlineData("MeterValues", "MeterValues")]
    [InlineData("LogStatusNotification", "LogStatusNotification")]
    [InlineData("FirmwareStatusNotification", "SignedFirmwareStatusNotification")]
    [InlineData("Heartbeat", "Heartbeat")]
    public void ExtendedTriggerMessage(string wanted, string told)
    {
        var rig = Booted(OcppVersion.V16);
        Status(rig, "ExtendedTriggerMessage", $$"""{"requestedMessage":"{{wanted}}","connectorId":1}""").ShouldBe("Accepted");
        rig.Csms.Actions.ShouldBe([told]);
    }

    [Theory]
    [Shows(OcppVersion.V201, "TriggerMessage")]
    [InlineData("""{"requestedMessage":"MeterValues","evse":{"id":2}}""", "Accepted", "MeterValues")]
    [InlineData("""{"requestedMessage":"MeterValues"}""", "Accepted", "MeterValues,MeterValues,MeterValues")]
    [InlineData("""{"requestedMessage":"MeterValues","evse":{"id":0}}""", "Rejected", "")]
    [InlineData("""{"requestedMessage":"MeterValues","evse":{"id":7}}""", "Rejected", "")]
    [InlineData("""{"requestedMessage":"TransactionEvent"}""", "Rejected", "")]
    [InlineData("""{"requestedMessage":"LogStatusNotification"}""", "Accepted", "LogStatusNotification")]
    [InlineData("""{"requestedMessage":"FirmwareStatusNotification"}""", "Accepted", "FirmwareStatusNotification")]
    [InlineData("""{"requestedMessage":"PublishFirmwareStatusNotification"}""", "Accepted", "PublishFirmwareStatusNotification")]
    [InlineData("""{"requestedMessage":"StatusNotification","evse":{"id":1,"connectorId":1}}""", "Accepted", "StatusNotification")]
    [InlineData("""{"requestedMessage":"BootNotification"}""", "Rejected", "")]
    public void F06_TriggerMessage(string request, string status, string told)
    {
        var rig = Booted(OcppVersion.V201);
        Status(rig, "TriggerMessage", request).ShouldBe(status);
        string.Join(',', rig.Csms.Actions).ShouldBe(told);
    }

    [Fact]
    public void F06_a_running_transaction_tells_how_it_stands()
    {
        var rig = Booted(OcppVersion.V201);
        rig.Do(new StartSession("TAG"), 5);
        rig.Csms.Calls.Clear();
        Status(rig, "TriggerMessage", """{"requestedMessage":"TransactionEvent","evse":{"id":2}}""").ShouldBe("Rejected");
        Status(rig, "TriggerMessage", """{"requestedMessage":"TransactionEvent","evse":{"id":1}}""").ShouldBe("Accepted");
        var told = rig.Csms.Of("TransactionEvent").Single();
        told.Text("triggerReason").ShouldBe("Trigger");
        told.Int("seqNo").ShouldBe(2);
        told.Payload.GetProperty("transactionInfo").GetProperty("chargingState").GetString().ShouldBe("Charging");
        told.Payload.GetProperty("meterValue")[0].GetProperty("sampledValue")[0].GetProperty("context").GetString().ShouldBe("Trigger");
    }

    [Fact]
    public void A_reading_that_is_asked_for_in_a_transaction_of_1_6_names_it()
    {
        var rig = Booted(OcppVersion.V16);
        rig.Do(new StartSession("TAG"), 5);
        Status(rig, "TriggerMessage", """{"requestedMessage":"MeterValues","connectorId":1}""").ShouldBe("Accepted");
        rig.Csms.Of("MeterValues").Single().Int("transactionId").ShouldBe(101);
    }

    [Theory]
    [Shows(OcppVersion.V16, "UnlockConnector")]
    [Shows(OcppVersion.V201, "UnlockConnector")]
    [InlineData(OcppVersion.V16, """{"connectorId":1}""", "Unlocked", "UnlockFailed")]
    [InlineData(OcppVersion.V201, """{"evseId":1,"connectorId":1}""", "Unlocked", "UnlockFailed")]
    [InlineData(OcppVersion.V16, """{"connectorId":9}""", "NotSupported", "NotSupported")]
    [InlineData(OcppVersion.V201, """{"evseId":1,"connectorId":2}""", "UnknownConnector", "UnknownConnector")]
    [InlineData(OcppVersion.V201, """{"evseId":9,"connectorId":1}""", "UnknownConnector", "UnknownConnector")]
    public void F05_a_lock_opens_unless_it_is_stuck(OcppVersion version, string request, string free, string stuck)
    {
        var rig = Booted(version);
        Status(rig, "UnlockConnector", request).ShouldBe(free);
        rig.Do(new InjectFault("ConnectorLockFailure"));
        Status(rig, "UnlockConnector", request).ShouldBe(stuck);
    }

    [Fact]
    public void F05_an_authorized_transaction_keeps_the_lock()
    {
        var rig = Booted(OcppVersion.V201);
        rig.Do(new StartSession("TAG"), 5);
        Status(rig, "UnlockConnector", """{"evseId":1,"connectorId":1}""").ShouldBe("OngoingAuthorizedTransaction");
    }

    [Fact]
    [Shows(OcppVersion.V201, "Reset")]
    public void B11_one_EVSE_restarts_and_the_other_goes_on()
    {
        var rig = Booted(OcppVersion.V201);
        rig.Do(new StartSession("A", 1), 5);
        rig.Do(new StartSession("B", 2), 5);
        rig.Csms.Calls.Clear();
        Status(rig, "Reset", """{"type":"Immediate","evseId":1}""", 15).ShouldBe("Accepted");
        rig.Csms.Of("BootNotification").ShouldBeEmpty();
        var ended = rig.Csms.Of("TransactionEvent").Single(static e => e.Text("eventType") == "Ended");
        ended.Payload.GetProperty("evse").GetProperty("id").GetInt32().ShouldBe(1);
        ended.Text("triggerReason").ShouldBe("ResetCommand");
        ended.Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe("ImmediateReset");
        rig.Csms.Of("StatusNotification").Where(static s => s.Int("evseId") == 1).Select(static s => s.Text("connectorStatus")).ShouldBe(["Unavailable", "Available"]);
        rig.Seen.View.Connectors[1].TransactionId.ShouldNotBeNull();
    }

    [Fact]
    public void B12_a_reset_on_idle_holds_new_sessions_and_survives_a_kill()
    {
        var rig = Booted(OcppVersion.V201);
        rig.Do(new StartSession("A", 1), 5);
        Status(rig, "Reset", """{"type":"OnIdle"}""").ShouldBe("Scheduled");
        rig.Csms.Of("StatusNotification").Last().Text("connectorStatus").ShouldBe("Unavailable");
        rig.Do(new StartSession("B", 2)).Status.ShouldBe(CommandStatus.Rejected);
        Status(rig, "RequestStartTransaction", """{"remoteStartId":1,"evseId":2,"idToken":{"idToken":"A","type":"Central"}}""").ShouldBe("Rejected");
        rig.KillAndRestart();
        rig.Run(5);
        rig.Do(new StartSession("B", 2)).Status.ShouldBe(CommandStatus.Rejected);
        rig.Csms.Calls.Clear();
        rig.Do(new StopSession(1), 20);
        rig.Csms.Of("BootNotification").Single().Text("reason").ShouldBe("ScheduledReset");
        rig.Do(new StartSession("B", 2), 5).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Fact]
    public void B12_an_EVSE_that_waits_restarts_when_its_transaction_ends()
    {
        var rig = Booted(OcppVersion.V201);
        rig.Do(new StartSession("A", 1), 5);
        Status(rig, "Reset", """{"type":"OnIdle","evseId":1}""").ShouldBe("Scheduled");
        rig.Do(new StartSession("B", 2), 5).Status.ShouldBe(CommandStatus.Accepted);
        rig.Csms.Calls.Clear();
        rig.Do(new StopSession(1), 20);
        rig.Csms.Of("BootNotification").ShouldBeEmpty();
        rig.Csms.Of("StatusNotification").Where(static s => s.Int("evseId") == 1).Select(static s => s.Text("connectorStatus")).ShouldBe(["Unavailable", "Available"]);
        rig.Seen.View.Connectors[1].TransactionId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(OcppVersion.V16, "RemoteStartTransaction", """{"idTag":"A","connectorId":1}""", "LabCarFollowsRemoteStart")]
    [InlineData(OcppVersion.V201, "RequestStartTransaction", """{"remoteStartId":1,"evseId":1,"idToken":{"idToken":"A","type":"Central"}}""", "LabCtrlr.CarFollowsRemoteStart")]
    public void A_remote_start_waits_for_the_cable_where_no_car_comes_by_itself(OcppVersion version, string action, string request, string setting)
    {
        var rig = Booted(version, (setting, "false"));
        Status(rig, action, request).ShouldBe("Accepted");
        rig.Run(20);
        rig.Seen.Connector.PowerW.ShouldBe(0);
        rig.Do(new PlugConnector(), 5);
        rig.Seen.Connector.PowerW.ShouldBeGreaterThan(0);
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
    }

    [Fact]
    public void A_remote_start_of_1_6_that_nobody_plugs_in_for_is_forgotten_after_ConnectionTimeOut()
    {
        var rig = Booted(OcppVersion.V16, ("LabCarFollowsRemoteStart", "false"), ("ConnectionTimeOut", "20"));
        Status(rig, "RemoteStartTransaction", """{"idTag":"A","connectorId":1}""").ShouldBe("Accepted");
        rig.Run(25);
        rig.Csms.Of("StatusNotification").Select(static s => s.Text("status")).ShouldBe(["Preparing", "Available"]);
        rig.Csms.Of("StartTransaction").ShouldBeEmpty();
    }
}
