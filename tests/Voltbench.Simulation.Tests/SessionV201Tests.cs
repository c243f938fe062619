using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests;

public class SessionV201Tests
{
    private static Rig Booted()
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    [Fact]
    public void A_session_runs_from_plug_to_unplug()
    {
        var rig = Booted();
        var start = rig.Do(new StartSession("TAG-1", 2));
        rig.Run(125);
        rig.Do(new StopSession(2)).TransactionId.ShouldBe(start.TransactionId);
        rig.Run(5);

        rig.Csms.Of("StatusNotification").Select(s => s.Text("connectorStatus")).ShouldBe(["Occupied", "Available"]);
        var events = rig.Csms.Of("TransactionEvent").ToList();
        events.Select(e => e.Text("eventType")).ShouldBe(["Started", "Updated", "Updated", "Updated", "Ended"]);
        events.Select(e => e.Int("seqNo")).ShouldBe([0, 1, 2, 3, 4]);
        events.Select(e => e.Text("triggerReason"))
            .ShouldBe(["Authorized", "ChargingStateChanged", "MeterValuePeriodic", "MeterValuePeriodic", "StopAuthorized"]);
        events.ShouldAllBe(e => e.Payload.GetProperty("transactionInfo").GetProperty("transactionId").GetString() == start.TransactionId);
        events.ShouldAllBe(e => e.Text("offline") == null);
        Guid.TryParse(start.TransactionId, out _).ShouldBeTrue();

        events[0].Payload.GetProperty("evse").GetProperty("id").GetInt32().ShouldBe(2);
        events[0].Payload.GetProperty("idToken").GetProperty("idToken").GetString().ShouldBe("TAG-1");
        events[^1].Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe("Local");
        rig.Csms.Actions[0].ShouldBe("StatusNotification");
        rig.Csms.Actions[1].ShouldBe("Authorize");
        rig.Store.Load(Rig.Key).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_token_starts_nothing()
    {
        var rig = Booted();
        rig.Csms.Script["Authorize"] = _ => """{"idTokenInfo":{"status":"NoCredit"}}""";
        rig.Do(new StartSession("BAD")).Detail!.ShouldContain("NoCredit");
        rig.Run(1);
        rig.Csms.Of("TransactionEvent").ShouldBeEmpty();
        rig.Seen.Connector.Status.ShouldBe("Available");
    }

    [Fact]
    public void A_token_that_the_transaction_refuses_is_stopped_as_DeAuthorized()
    {
        var rig = Booted();
        rig.Csms.Script["TransactionEvent"] = c => c.Text("eventType") == "Started" ? """{"idTokenInfo":{"status":"Invalid"}}""" : "{}";
        rig.Do(new StartSession("TAG"));
        rig.Run(5);
        var ended = rig.Csms.Of("TransactionEvent").Last();
        ended.Text("triggerReason").ShouldBe("Deauthorized");
        ended.Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe("DeAuthorized");
    }

    [Theory]
    [InlineData(600, null, 50, "TimeLimitReached", "TimeLimitReached")]
    [InlineData(null, 1.0, 50, "EnergyLimitReached", "EnergyLimitReached")]
    [InlineData(null, null, 95, "SOCLimitReached", "EnergyLimitReached")]
    public void The_first_limit_stops_the_session(int? seconds, double? kwh, double soc, string stopped, string trigger)
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG", 1, seconds is { } s ? TimeSpan.FromSeconds(s) : null, kwh, SocPercent: soc));
        rig.Run(TimeSpan.FromHours(5));
        var ended = rig.Csms.Of("TransactionEvent").Last();
        ended.Text("eventType").ShouldBe("Ended");
        ended.Text("triggerReason").ShouldBe(trigger);
        ended.Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe(stopped);
    }

    [Theory]
    [InlineData("RequestStartTransaction", """{"remoteStartId":1,"evseId":1,"idToken":{"idToken":"A","type":"Central"}}""", "TxInProgress")]
    [InlineData("RequestStartTransaction", """{"remoteStartId":1,"evseId":9,"idToken":{"idToken":"A","type":"Central"}}""", "UnknownEvse")]
    [InlineData("RequestStopTransaction", """{"transactionId":"nothing"}""", "TxNotFound")]
    public void A_refusal_has_the_reason_code_of_the_standard(string action, string payload, string code)
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG"));
        var id = rig.Csms.Ask(action, payload);
        rig.Run(1);
        rig.Csms.AnswerTo(id).Payload.GetProperty("statusInfo").GetProperty("reasonCode").GetString().ShouldBe(code);
    }

    [Fact]
    public void A_session_that_is_stopped_before_its_token_was_asked_about_asks_no_more()
    {
        var rig = Booted();
        rig.Csms.Script["Authorize"] = _ => null;
        _ = rig.Ask(new StartSession("FIRST"));
        var second = rig.Ask(new StartSession("SECOND", 2));
        rig.Run(1);
        rig.Do(new StopSession(2)).Status.ShouldBe(CommandStatus.Accepted);
        Rig.Await(second).Status.ShouldBe(CommandStatus.Rejected);
        rig.Run(100);
        rig.Csms.Of("Authorize").Count().ShouldBe(1);
    }

    [Fact]
    public void A_transaction_that_a_power_loss_ended_claims_no_charging_time()
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG"));
        rig.Run(70);
        rig.KillAndRestart(RecoveryMode.PowerLoss);
        rig.Run(10);
        var info = rig.Csms.Of("TransactionEvent").Last().Payload.GetProperty("transactionInfo");
        info.GetProperty("stoppedReason").GetString().ShouldBe("PowerLoss");
        info.TryGetProperty("timeSpentCharging", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Central", 0)]
    [InlineData("ISO14443", 1)]
    public void A_token_of_the_CSMS_itself_is_not_asked_about(string type, int asked)
    {
        var rig = new Rig(OcppVersion.V201, new FleetOptions { AuthorizeRemoteTxRequests = true }).Booted();
        rig.Csms.Ask("RequestStartTransaction", $$$"""{"remoteStartId":1,"idToken":{"idToken":"A","type":"{{{type}}}"}}""");
        rig.Run(1);
        rig.Csms.Of("Authorize").Count().ShouldBe(asked);
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
    }

    [Fact]
    [Shows(OcppVersion.V201, "RequestStopTransaction")]
    public void A_requested_start_carries_its_id_and_a_requested_stop_ends_it()
    {
        var rig = Booted();
        var id = rig.Csms.Ask("RequestStartTransaction", """{"remoteStartId":4711,"evseId":2,"idToken":{"idToken":"APP","type":"Central"}}""");
        rig.Run(5);
        var answer = rig.Csms.AnswerTo(id).Payload;
        answer.GetProperty("status").GetString().ShouldBe("Accepted");
        var started = rig.Csms.Of("TransactionEvent").First();
        started.Text("triggerReason").ShouldBe("RemoteStart");
        started.Payload.GetProperty("transactionInfo").GetProperty("remoteStartId").GetInt32().ShouldBe(4711);
        started.Payload.GetProperty("idToken").GetProperty("type").GetString().ShouldBe("Central");
        var transaction = answer.GetProperty("transactionId").GetString()!;

        var busy = rig.Csms.Ask("RequestStartTransaction", """{"remoteStartId":1,"evseId":2,"idToken":{"idToken":"APP","type":"Central"}}""");
        var wrong = rig.Csms.Ask("RequestStopTransaction", """{"transactionId":"nothing"}""");
        var stop = rig.Csms.Ask("RequestStopTransaction", $$"""{"transactionId":"{{transaction}}"}""");
        rig.Run(5);
        rig.Csms.AnswerTo(busy).Payload.GetProperty("status").GetString().ShouldBe("Rejected");
        rig.Csms.AnswerTo(wrong).Payload.GetProperty("status").GetString().ShouldBe("Rejected");
        rig.Csms.AnswerTo(stop).Payload.GetProperty("status").GetString().ShouldBe("Accepted");
        var ended = rig.Csms.Of("TransactionEvent").Last();
        ended.Text("triggerReason").ShouldBe("RemoteStop");
        ended.Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe("Remote");
    }
}
