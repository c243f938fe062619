using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests;

/// <summary>Answers that do not come, come wrong, late or twice, and frames that are none.</summary>
public class RpcTests
{
    public static readonly TheoryData<OcppVersion> Versions = [OcppVersion.V16, OcppVersion.V201];

    [Theory, MemberData(nameof(Versions))]
    public void One_call_is_in_flight_at_a_time(OcppVersion version)
    {
        var rig = new Rig(version);
        rig.Csms.Script["StatusNotification"] = _ => null;
        rig.Booted();
        rig.Csms.Calls.Count.ShouldBe(2);
        rig.Run(29.9);
        rig.Csms.Calls.Count.ShouldBe(2);
        rig.Run(0.2); // message timeout: status notifications are not repeated
        rig.Csms.Calls.Count.ShouldBe(3);
        rig.Csms.Calls.Select(c => c.Id).Distinct().Count().ShouldBe(3);
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_transaction_message_that_fails_is_tried_three_times_at_growing_intervals(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        var action = version == OcppVersion.V16 ? "StartTransaction" : "TransactionEvent";
        rig.Csms.Script[action] = _ => "!InternalError";
        rig.Do(new StartSession("TAG"));
        rig.Run(59);
        rig.Csms.Of(action).Count().ShouldBe(1);
        rig.Run(2);
        rig.Csms.Of(action).Count().ShouldBe(2);
        rig.Run(120);
        rig.Csms.Of(action).Take(3).Select(c => c.Id).Distinct().Count().ShouldBe(1, "the same message keeps its id");
        rig.Seen.View.LastError!.ShouldContain("InternalError");
    }

    [Fact]
    public void Followers_of_a_start_that_was_given_up_go_out_without_a_transaction()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Csms.Script["StartTransaction"] = _ => "!InternalError";
        rig.Do(new StartSession("TAG", 1, TimeSpan.FromSeconds(30)));
        rig.Run(300);
        rig.Csms.Of("StartTransaction").Count().ShouldBe(3);
        rig.Csms.Of("StopTransaction").Single().Int("transactionId").ShouldBe(-1);
        rig.Store.Load(Rig.Key).Outbox.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Versions))]
    public void Being_offline_does_not_count_as_a_try(OcppVersion version)
    {
        var rig = new Rig(version, new FleetOptions { RetryBackOffRepeatTimes = 0 }).Booted();
        var action = version == OcppVersion.V16 ? "StartTransaction" : "TransactionEvent";
        rig.Csms.Script[action] = _ => null;
        rig.Do(new StartSession("TAG"));
        for (var i = 0; i < 8; i++)
        {
            rig.Csms.Drop(); // while the message is in flight
            rig.Run(10);
        }

        rig.Csms.Of(action).Select(c => c.Id).Distinct().Count().ShouldBe(1, "the same message keeps its id");
        rig.Csms.Of(action).Count().ShouldBe(9);

        rig.Csms.Script.Clear();
        rig.Csms.Drop();
        rig.Run(10);
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
        rig.Store.Load(Rig.Key).Outbox.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_late_answer_and_one_to_nothing_change_nothing(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Csms.Script["Authorize"] = _ => null;
        var outcome = rig.Ask(new StartSession("TAG"));
        rig.Run(31);
        Rig.Await(outcome).Status.ShouldBe(CommandStatus.Rejected);
        var id = rig.Csms.Of("Authorize").Single().Id;
        rig.Csms.SendRaw($$"""[3,"{{id}}",{{(version == OcppVersion.V16 ? """{"idTagInfo":{"status":"Accepted"}}""" : """{"idTokenInfo":{"status":"Accepted"}}""")}}]""");
        rig.Csms.SendRaw("""[3,"never-sent",{}]""");
        rig.Csms.SendRaw("""[4,"never-sent","GenericError","",{}]""");
        rig.Run(5);
        rig.Seen.Connector.Status.ShouldBe("Available");
        rig.Csms.Calls.ShouldNotContain(c => c.Action == "StartTransaction" || c.Action == "TransactionEvent");
        rig.Seen.View.Connection.ShouldBe(ConnectionState.Connected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[2]")]
    [InlineData("[2,")]
    [InlineData("""[2,"x"]""")]
    [InlineData("""[9,"x","Reset",{}]""")]
    [InlineData("""["2","x","Reset",{}]""")]
    [InlineData("""[2,7,"Reset",{}]""")]
    [InlineData("""[2,"x","Reset",[]]""")]
    [InlineData("""[3,"x"]""")]
    [InlineData("""[4,"x"]""")]
    [InlineData("\u0000\u0001\u0002")]
    public void A_malformed_frame_is_survived(string frame)
    {
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            var rig = new Rig(version).Booted();
            rig.Csms.SendRaw(frame);
            rig.Run(1);
            rig.Do(new StartSession("TAG")).Status.ShouldBe(CommandStatus.Accepted);
            rig.Csms.Targets.Count.ShouldBe(1, "the connection stays");
        }
    }

    [Theory]
    [InlineData(OcppVersion.V16, "NoSuchAction", "{}", "NotImplemented")]
    [InlineData(OcppVersion.V16, "RemoteStopTransaction", """{"transactionId":"one"}""", "TypeConstraintViolation")]
    [InlineData(OcppVersion.V16, "RemoteStopTransaction", "{}", "OccurenceConstraintViolation")]
    [InlineData(OcppVersion.V201, "NoSuchAction", "{}", "NotImplemented")]
    [InlineData(OcppVersion.V201, "RequestStopTransaction", "{}", "OccurrenceConstraintViolation")]
    public void What_the_station_cannot_do_is_answered(OcppVersion version, string action, string payload, string code)
    {
        var rig = new Rig(version).Booted();
        var id = rig.Csms.Ask(action, payload);
        rig.Run(1);
        rig.Csms.AnswerTo(id).Type.ShouldBe(4);
        rig.Csms.AnswerTo(id).ErrorCode.ShouldBe(code);
    }

    [Fact]
    public void Every_known_command_gets_an_answer()
    {
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            var rig = new Rig(version).Booted();
            foreach (var action in Ocpp.Messages.OcppActions.All(version))
            {
                var id = rig.Csms.Ask(action.Name, "{}");
                rig.Run(1);
                rig.Csms.Answers.Count(a => a.Id == id).ShouldBe(1, action.ToString());
            }
        }
    }

    [Fact]
    public void A_repeated_call_is_answered_again_but_done_once()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        const string Frame = """[2,"same","RemoteStartTransaction",{"idTag":"A","connectorId":1}]""";
        rig.Csms.Expect("same", "RemoteStartTransaction");
        rig.Csms.SendRaw(Frame);
        rig.Csms.SendRaw(Frame);
        rig.Run(5);
        rig.Csms.Answers.Count(a => a.Id == "same" && a.Payload.GetProperty("status").GetString() == "Accepted").ShouldBe(2);
        rig.Csms.Of("StartTransaction").Count().ShouldBe(1);
    }
}
