using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests;

/// <summary>Messages that somebody else wrote, sent in the station's name.</summary>
public class ProxyMessageTests
{
    [Theory]
    [InlineData(OcppVersion.V16, "Authorize", """{"idTag":"A"}""", """{"idTagInfo":{"status":"Blocked"}}""")]
    [InlineData(OcppVersion.V16, "DataTransfer", """{"vendorId":"x"}""", """{"status":"Accepted","data":"é"}""")]
    [InlineData(OcppVersion.V201, "NotifyEvent", """{"generatedAt":"2026-01-01T00:00:00Z","seqNo":0,"eventData":[{"eventId":1,"timestamp":"2026-01-01T00:00:00Z","trigger":"Alerting","actualValue":"x","eventNotificationType":"HardWiredNotification","component":{"name":"EVSE"},"variable":{"name":"Power"}}]}""", "{}")]
    public void The_message_goes_out_and_the_answer_comes_back(OcppVersion version, string action, string payload, string answer)
    {
        var rig = new Rig(version).Booted();
        rig.Csms.Script[action] = _ => answer;

        var outcome = rig.Do(new ProxyMessage(action, Json(payload)));

        rig.Csms.Of(action).Single().Payload.GetRawText().ShouldBe(payload);
        outcome.Status.ShouldBe(CommandStatus.Accepted, outcome.Detail);
        outcome.Data!.Value.GetRawText().ShouldBe($$"""{"response_type":"CALLRESULT","response":{{answer}}}""");
        rig.Seen.Marks.ShouldAllBe(mark => mark == null);
    }

    [Fact]
    public void An_error_a_wrong_answer_and_silence_are_told_as_such()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        var message = new ProxyMessage("Authorize", Json("""{"idTag":"A"}"""));

        rig.Csms.Script["Authorize"] = _ => "!GenericError";
        rig.Do(message).Data!.Value.GetRawText().ShouldBe(
            """{"response_type":"CALLERROR","response":{"error":{"code":"GenericError","description":"scripted","details":{}}}}""");

        rig.Csms.Script["Authorize"] = _ => """{"idTagInfo":{"status":"Maybe"}}""";
        var wrong = rig.Do(message).Data!.Value;
        wrong.GetProperty("response_type").GetString().ShouldBe("CALLRESULT");
        wrong.GetProperty("violation").GetString()!.ShouldContain("status");
        wrong.GetProperty("response").GetRawText().ShouldBe("""{"idTagInfo":{"status":"Maybe"}}""");

        rig.Csms.Script["Authorize"] = _ => null;
        rig.Do(message, seconds: 31).Data!.Value.GetRawText().ShouldBe(
            """{"response_type":"TIMEOUT","response":{"error":{"code":"Timeout","description":"The CSMS did not answer in time.","details":null}}}""");

        var lost = rig.Ask(message);
        rig.Run(1);
        rig.Csms.Drop();
        rig.Run(0);
        Rig.Await(lost).Data!.Value.GetProperty("response_type").GetString().ShouldBe("LOST");
    }

    [Theory]
    [InlineData("Authorize", """{"idTag":1}""", "breaks its schema")]
    [InlineData("Authorize", "{}", "breaks its schema")]
    [InlineData("Reset", """{"type":"Hard"}""", "no message that a station of OCPP1.6 sends")]
    [InlineData("TransactionEvent", "{}", "no message that a station of OCPP1.6 sends")]
    public void What_a_station_would_not_send_is_refused_unless_it_is_unchecked(string action, string payload, string why)
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Csms.IsBrokenOnPurpose = call => call.Action == action;

        var refused = rig.Do(new ProxyMessage(action, Json(payload)));
        refused.Status.ShouldBe(CommandStatus.Rejected);
        refused.Detail!.ShouldContain(why);
        rig.Csms.Of(action).ShouldBeEmpty();

        rig.Csms.Script[action] = _ => "!FormationViolation";
        var sent = rig.Do(new ProxyMessage(action, Json(payload), IsUnchecked: true));
        sent.Data!.Value.GetProperty("response").GetProperty("error").GetProperty("code").GetString().ShouldBe("FormationViolation");
        rig.Csms.Of(action).Single().Payload.GetRawText().ShouldBe(payload);
        rig.Seen.Marks.Count(mark => mark == "proxy unchecked").ShouldBe(1, "the frame itself and nothing else");
    }

    [Fact]
    public void A_message_of_a_transaction_stays_behind_those_that_wait_for_their_retry()
    {
        var rig = new Rig(OcppVersion.V16, new FleetOptions { TransactionMessageRetryInterval = TimeSpan.FromSeconds(60) }).Booted();
        rig.Csms.Script["StartTransaction"] = _ => "!InternalError";
        rig.Do(new StartSession("TAG"), seconds: 5);
        rig.Csms.Of("StartTransaction").Count().ShouldBe(1);

        var stop = rig.Ask(new ProxyMessage("StopTransaction", Json("""{"transactionId":7,"meterStop":9,"timestamp":"2026-01-01T00:00:00Z"}""")));
        var data = rig.Do(new ProxyMessage("DataTransfer", Json("""{"vendorId":"x"}""")), seconds: 5);
        data.Status.ShouldBe(CommandStatus.Accepted);
        rig.Csms.Of("StopTransaction").ShouldBeEmpty("the start before it has no answer yet");

        rig.Csms.Script.Remove("StartTransaction");
        rig.Csms.Script["StopTransaction"] = _ => "{}";
        rig.Run(120);
        Rig.Await(stop).Status.ShouldBe(CommandStatus.Accepted);
        var order = rig.Csms.Actions.Where(a => a is "StartTransaction" or "StopTransaction").ToList();
        order.ShouldBe(["StartTransaction", "StartTransaction", "StopTransaction"]);
    }

    [Fact]
    public void Without_a_csms_nothing_is_sent()
    {
        var rig = new Rig(OcppVersion.V16);
        rig.Csms.RefuseWith = "closed";
        rig.Booted();
        rig.Do(new ProxyMessage("Heartbeat", Json("{}"))).Detail.ShouldBe("The charger is not connected to its CSMS.");

        rig = new Rig(OcppVersion.V201);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Pending", 600);
        rig.Booted();
        rig.Do(new ProxyMessage("Heartbeat", Json("{}"))).Detail.ShouldBe("The CSMS has not accepted the charger yet.");
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
