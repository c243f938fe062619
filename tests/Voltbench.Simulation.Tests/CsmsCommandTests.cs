using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests;

/// <summary>What the CSMS asks of the station beside starting and stopping.</summary>
public class CsmsCommandTests
{
    private static string? StatusOf(Rig rig, string action, string payload, double seconds = 1)
    {
        var id = rig.Csms.Ask(action, payload);
        rig.Run(seconds);
        return rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString();
    }

    private static Rig Quiet(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    [Theory]
    [InlineData("Hard", "HardReset")]
    [InlineData("Soft", "SoftReset")]
    public void Reset_ends_sessions_and_boots_again_1_6(string type, string reason)
    {
        var rig = Quiet(OcppVersion.V16);
        rig.Do(new StartSession("TAG"));
        StatusOf(rig, "Reset", $$"""{"type":"{{type}}"}""").ShouldBe("Accepted");
        rig.Run(10);
        rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe(reason);
        rig.Csms.Of("BootNotification").Count().ShouldBe(1);
        rig.Csms.Closes.Single().Code.ShouldBe((ushort)1000);
        rig.Seen.Connector.Status.ShouldBe("Available");
    }

    [Fact]
    public void Reset_of_2_0_1_is_immediate_or_waits_for_the_last_car()
    {
        var rig = Quiet(OcppVersion.V201);
        rig.Do(new StartSession("TAG", 1, TimeSpan.FromMinutes(10)));
        StatusOf(rig, "Reset", """{"type":"OnIdle"}""").ShouldBe("Scheduled");
        StatusOf(rig, "Reset", """{"type":"Immediate","evseId":9}""").ShouldBe("Rejected");
        rig.Run(500);
        rig.Csms.Of("BootNotification").ShouldBeEmpty();
        rig.Run(200);
        rig.Csms.Of("BootNotification").Single().Text("reason").ShouldBe("ScheduledReset");

        rig.Do(new StartSession("TAG", 2));
        StatusOf(rig, "Reset", """{"type":"Immediate"}""", 10).ShouldBe("Accepted");
        rig.Csms.Of("TransactionEvent").Last().Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe("ImmediateReset");
        rig.Csms.Of("BootNotification").Last().Text("reason").ShouldBe("RemoteReset");
        rig.Csms.Drop();
        rig.Run(10);
        rig.Csms.Of("BootNotification").Select(b => b.Text("reason")).ShouldBe(["ScheduledReset", "RemoteReset", "Unknown"], "a reset is told once, and a reconnect is no power-up");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "RemoteStartTransaction", """{"idTag":"A"}""")]
    [InlineData(OcppVersion.V201, "RequestStartTransaction", """{"remoteStartId":1,"idToken":{"idToken":"A","type":"Central"}}""")]
    public void A_station_that_is_about_to_reset_starts_nothing(OcppVersion version, string action, string payload)
    {
        var rig = Quiet(version);
        rig.Do(new StartSession("TAG"));
        rig.Run(1);
        rig.Csms.Script["StopTransaction"] = _ => null;
        rig.Csms.Script["TransactionEvent"] = _ => null;
        rig.Csms.Ask("Reset", version == OcppVersion.V16 ? """{"type":"Soft"}""" : """{"type":"Immediate"}""");
        rig.Run(1);
        StatusOf(rig, action, payload, 0).ShouldBe("Rejected");
    }

    [Theory]
    [InlineData(OcppVersion.V16, """{"requestedMessage":"Heartbeat"}""", "Accepted", "Heartbeat", 1)]
    [InlineData(OcppVersion.V16, """{"requestedMessage":"BootNotification"}""", "Accepted", "BootNotification", 1)]
    [InlineData(OcppVersion.V16, """{"requestedMessage":"StatusNotification"}""", "Accepted", "StatusNotification", 3)]
    [InlineData(OcppVersion.V16, """{"requestedMessage":"StatusNotification","connectorId":2}""", "Accepted", "StatusNotification", 1)]
    [InlineData(OcppVersion.V16, """{"requestedMessage":"StatusNotification","connectorId":0}""", "Accepted", "StatusNotification", 1)]
    [InlineData(OcppVersion.V16, """{"requestedMessage":"StatusNotification","connectorId":9}""", "Rejected", "StatusNotification", 0)]
    [InlineData(OcppVersion.V16, """{"requestedMessage":"FirmwareStatusNotification"}""", "Accepted", "FirmwareStatusNotification", 1)]
    [InlineData(OcppVersion.V201, """{"requestedMessage":"Heartbeat"}""", "Accepted", "Heartbeat", 1)]
    [InlineData(OcppVersion.V201, """{"requestedMessage":"BootNotification"}""", "Rejected", "BootNotification", 0)]
    [InlineData(OcppVersion.V201, """{"requestedMessage":"StatusNotification","evse":{"id":1,"connectorId":1}}""", "Accepted", "StatusNotification", 1)]
    [InlineData(OcppVersion.V201, """{"requestedMessage":"StatusNotification","evse":{"id":1,"connectorId":2}}""", "Rejected", "StatusNotification", 0)]
    [InlineData(OcppVersion.V201, """{"requestedMessage":"LogStatusNotification"}""", "Accepted", "LogStatusNotification", 1)]
    public void TriggerMessage_makes_the_station_say_what_it_can(OcppVersion version, string request, string status, string action, int count)
    {
        var rig = Quiet(version);
        StatusOf(rig, "TriggerMessage", request).ShouldBe(status);
        rig.Csms.Of(action).Count().ShouldBe(count);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void TriggerMessage_shortens_the_wait_of_a_pending_station(OcppVersion version)
    {
        var rig = new Rig(version);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Pending", 3600);
        rig.Booted();
        rig.Csms.Script.Clear();
        StatusOf(rig, "TriggerMessage", """{"requestedMessage":"StatusNotification"}""").ShouldBe("Rejected");
        StatusOf(rig, "TriggerMessage", """{"requestedMessage":"BootNotification"}""").ShouldBe("Accepted");
        rig.Seen.View.BootStatus.ShouldBe("Accepted");
        rig.Csms.Of("BootNotification").Last().Text("reason").ShouldBe(version == OcppVersion.V16 ? null : "Triggered");
    }

    [Fact]
    public void An_unavailable_connector_takes_no_session_and_stays_so_over_a_kill()
    {
        var rig = Quiet(OcppVersion.V16);
        StatusOf(rig, "ChangeAvailability", """{"connectorId":1,"type":"Inoperative"}""").ShouldBe("Accepted");
        rig.Csms.Of("StatusNotification").Single().Text("status").ShouldBe("Unavailable");
        rig.Do(new StartSession("TAG")).Detail!.ShouldContain("Unavailable");
        StatusOf(rig, "ChangeAvailability", """{"connectorId":7,"type":"Operative"}""").ShouldBe("Rejected");

        rig.KillAndRestart();
        rig.Run(1);
        rig.Seen.Connector.Status.ShouldBe("Unavailable");
        StatusOf(rig, "ChangeAvailability", """{"connectorId":1,"type":"Operative"}""").ShouldBe("Accepted");
        rig.Do(new StartSession("TAG")).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Fact]
    [Shows(OcppVersion.V201, "ChangeAvailability")]
    public void A_connector_in_use_goes_out_of_service_when_the_car_has_left()
    {
        var rig = Quiet(OcppVersion.V201);
        rig.Do(new StartSession("TAG", 1));
        StatusOf(rig, "ChangeAvailability", """{"operationalStatus":"Inoperative"}""").ShouldBe("Scheduled");
        rig.Seen.View.Connectors.Select(c => c.Status).ShouldBe(["Occupied", "Unavailable"]);
        rig.Do(new StopSession());
        rig.Run(5);
        rig.Seen.Connector.Status.ShouldBe("Unavailable");
    }

    [Fact]
    public void Unlocking_ends_a_session_in_1_6_and_is_refused_in_2_0_1()
    {
        var old = Quiet(OcppVersion.V16);
        old.Do(new StartSession("TAG"));
        StatusOf(old, "UnlockConnector", """{"connectorId":1}""", 5).ShouldBe("Unlocked");
        old.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe("UnlockCommand");
        StatusOf(old, "UnlockConnector", """{"connectorId":5}""").ShouldBe("NotSupported");

        var rig = Quiet(OcppVersion.V201);
        StatusOf(rig, "UnlockConnector", """{"evseId":1,"connectorId":1}""").ShouldBe("Unlocked");
        StatusOf(rig, "UnlockConnector", """{"evseId":1,"connectorId":2}""").ShouldBe("UnknownConnector");
        rig.Do(new StartSession("TAG"));
        StatusOf(rig, "UnlockConnector", """{"evseId":1,"connectorId":1}""").ShouldBe("OngoingAuthorizedTransaction");
    }

    [Theory]
    [InlineData("MeterValueSampleInterval", "10", "Accepted")]
    [InlineData("meterValueSampleInterval", "0", "Accepted")]
    [InlineData("MeterValueSampleInterval", "-1", "Rejected")]
    [InlineData("MeterValueSampleInterval", "soon", "Rejected")]
    [InlineData("HeartbeatInterval", "20", "Accepted")]
    [InlineData("HeartbeatInterval", "0", "Rejected")]
    [InlineData("NumberOfConnectors", "9", "Rejected")]
    [InlineData("NoSuchKey", "1", "NotSupported")]
    public void ChangeConfiguration_knows_its_keys(string key, string value, string status)
    {
        var rig = Quiet(OcppVersion.V16);
        StatusOf(rig, "ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""").ShouldBe(status);
    }

    [Fact]
    public void GetConfiguration_tells_all_keys_or_those_asked_for()
    {
        var rig = Quiet(OcppVersion.V16);
        var all = rig.Csms.Ask("GetConfiguration", "{}");
        var some = rig.Csms.Ask("GetConfiguration", """{"key":["NumberOfConnectors","Nonsense"]}""");
        rig.Run(1);
        rig.Csms.AnswerTo(all).Payload.GetProperty("configurationKey").GetArrayLength().ShouldBeGreaterThan(40);
        var answer = rig.Csms.AnswerTo(some).Payload;
        answer.GetProperty("configurationKey")[0].GetProperty("value").GetString().ShouldBe("2");
        answer.GetProperty("configurationKey")[0].GetProperty("readonly").GetBoolean().ShouldBeTrue();
        answer.GetProperty("unknownKey")[0].GetString().ShouldBe("Nonsense");
    }

    [Fact]
    public void A_changed_meter_interval_takes_effect_and_survives_a_kill()
    {
        var rig = Quiet(OcppVersion.V16);
        StatusOf(rig, "ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"10"}""");
        rig.KillAndRestart();
        rig.Run(1);
        rig.Do(new StartSession("TAG"));
        rig.Run(101);
        rig.Csms.Of("MeterValues").Count().ShouldBe(10);
    }

    [Theory]
    [InlineData(60, "10", 10)]
    [InlineData(0, "10", 10)]
    [InlineData(60, "0", 0)]
    public void A_changed_meter_interval_takes_effect_in_a_running_session(int before, string after, int samples)
    {
        var rig = new Rig(OcppVersion.V16, spec: s => s with { Behavior = s.Behavior with { MeterIntervalSeconds = before } }).Booted();
        rig.Do(new StartSession("TAG"));
        rig.Run(5);
        StatusOf(rig, "ChangeConfiguration", $$"""{"key":"MeterValueSampleInterval","value":"{{after}}"}""");
        rig.Run(100);
        rig.Csms.Of("MeterValues").Count().ShouldBe(samples);
    }

    [Fact]
    public void A_changed_heartbeat_interval_takes_effect()
    {
        var rig = Quiet(OcppVersion.V16);
        StatusOf(rig, "ChangeConfiguration", """{"key":"HeartbeatInterval","value":"20"}""");
        rig.Run(100);
        rig.Csms.Of("Heartbeat").Count().ShouldBe(5);
    }
}
