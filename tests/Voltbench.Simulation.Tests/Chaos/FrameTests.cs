using System.Text.Json;
using Voltbench.Ocpp.Messages.Defects;
using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Chaos;

/// <summary>Malformed frames, broken rules and scripted answers.</summary>
public class FrameTests
{
    public static TheoryData<OcppVersion, Defect> Kinds { get; } = new(
        from version in Enum.GetValues<OcppVersion>() from kind in Enum.GetValues<Defect>() select (version, kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_malformed_frame_is_marked_with_its_kind_and_the_station_lives_on(OcppVersion version, Defect kind)
    {
        var rig = new Rig(version).Booted();
        rig.Run(5);
        rig.Behave(new ChaosSettings { Malformed = new MalformedChaos { Kinds = [kind], Times = 2 } });
        _ = rig.Ask(new StartSession("TAG"));
        rig.Run(900);
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
        if (kind is not (Defect.TooManyItems or Defect.TooLong))
            rig.MarksOf($"malformed: {name}").Count().ShouldBe(2);
        if (kind == Defect.Binary)
            rig.Csms.Binary.Count.ShouldBe(2);

        rig.Behave(null);
        var id = rig.Csms.Ask("DataTransfer", """{"vendorId":"v"}""");
        rig.Run(60);
        rig.Csms.Answers.ShouldContain(a => a.Id == id);
    }

    [Fact]
    public void Only_the_named_actions_are_broken()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, new ChaosSettings { Malformed = new MalformedChaos { Kinds = [Defect.MissingField], Actions = ["StatusNotification"] } }).Booted();
        rig.Run(600);
        rig.Seen.View.BootStatus.ShouldBe("Accepted");
        rig.Seen.Marked.Where(m => m.Mark.StartsWith("malformed", StringComparison.Ordinal)).ShouldAllBe(m => m.Action == "StatusNotification");
        rig.MarksOf("malformed").ShouldNotBeEmpty();
    }

    [Fact]
    public void A_CALL_comes_before_the_boot()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, new ChaosSettings { Abuse = new AbuseChaos { EarlyCalls = 1 } }).Booted();
        rig.Csms.Actions[0].ShouldBe("Heartbeat");
        rig.Csms.Actions[1].ShouldBe("BootNotification");
        rig.MarksOf("early_call").Count().ShouldBe(1);
    }

    [Fact]
    public void Two_CALLs_are_in_flight()
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Run(5);
        rig.Behave(new ChaosSettings { Abuse = new AbuseChaos { ParallelCalls = 1 } });
        rig.Csms.Script["TransactionEvent"] = _ => null;
        var before = rig.Csms.Calls.Count;
        _ = rig.Ask(new StartSession("TAG"));
        rig.Run(5);
        rig.Csms.Calls.Skip(before).Select(c => c.Action).ShouldContain("TransactionEvent");
        rig.Csms.Calls.SkipWhile(c => c.Action != "TransactionEvent").Skip(1).First().Action.ShouldBe("Heartbeat", "although the first is not answered");
        rig.MarksOf("parallel_call").ShouldNotBeEmpty();
    }

    [Fact]
    public void An_id_is_used_again()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, new ChaosSettings { Abuse = new AbuseChaos { ReusedIds = 1 } }).Booted();
        rig.Run(10);
        rig.Csms.Calls.Count.ShouldBeGreaterThan(2);
        rig.Csms.Calls.Select(c => c.Id).Distinct().Count().ShouldBe(1);
        rig.MarksOf("reused_id").Count().ShouldBe(rig.Csms.Calls.Count - 1);
    }

    [Fact]
    public void No_answer_comes_although_the_station_does_what_it_was_told()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, new ChaosSettings { Abuse = new AbuseChaos { NoAnswer = 1 } }).Booted();
        rig.Csms.Ask("ChangeAvailability", """{"connectorId":1,"type":"Inoperative"}""");
        rig.Run(5);
        rig.Csms.Answers.ShouldBeEmpty();
        rig.Seen.Connector.Status.ShouldBe("Unavailable");
        rig.Seen.Marked.ShouldContain(m => m.Direction == FrameDirection.LostToCsms && m.Action == "ChangeAvailability" && m.Mark == "no_answer");
    }

    [Fact]
    public void Everything_is_answered_with_an_error_and_nothing_is_done()
    {
        var rig = ChaosRig.Of(OcppVersion.V201, new ChaosSettings { Abuse = new AbuseChaos { CallError = 1, CallErrorCode = RpcErrorCode.NotSupported } }).Booted();
        var id = rig.Csms.Ask("ChangeAvailability", """{"operationalStatus":"Inoperative"}""");
        rig.Run(5);
        rig.Csms.AnswerTo(id).ErrorCode.ShouldBe("NotSupported");
        rig.Seen.Connector.Status.ShouldBe("Available");
        rig.MarksOf("call_error").Count().ShouldBe(1);
    }

    [Fact]
    public void An_answer_comes_that_nobody_asked_for()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, new ChaosSettings { Abuse = new AbuseChaos { UnsolicitedAnswers = 1 } }).Booted();
        rig.Csms.Ask("GetConfiguration", """{"key":["HeartbeatInterval"]}""");
        rig.Run(5);
        rig.Seen.Frames.Count(f => f.Message.StartsWith("[3,", StringComparison.Ordinal) && f.Direction == FrameDirection.ToCsms).ShouldBe(2);
        rig.MarksOf("unsolicited_answer").Count().ShouldBe(1);
    }

    private static ChaosSettings Answer(params ScriptedAnswer[] answers) => new() { Answers = answers };

    [Theory]
    [InlineData(OcppVersion.V16, "Reset", """{"type":"Hard"}""", "Rejected")]
    [InlineData(OcppVersion.V16, "UnlockConnector", """{"connectorId":1}""", "NotSupported")]
    [InlineData(OcppVersion.V16, "ChangeAvailability", """{"connectorId":1,"type":"Inoperative"}""", "Scheduled")]
    [InlineData(OcppVersion.V201, "Reset", """{"type":"Immediate"}""", "Rejected")]
    [InlineData(OcppVersion.V201, "ChangeAvailability", """{"operationalStatus":"Inoperative"}""", "Rejected")]
    public void A_scripted_status_is_given_and_nothing_is_done(OcppVersion version, string action, string payload, string status)
    {
        var rig = ChaosRig.Of(version, Answer(new ScriptedAnswer { Action = action, Status = status })).Booted();
        var id = rig.Csms.Ask(action, payload);
        rig.Run(60);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe(status);
        rig.Csms.Of("BootNotification").Count().ShouldBe(1);
        rig.Seen.Connector.Status.ShouldBe("Available");
        rig.MarksOf("scripted_answer").Count().ShouldBe(1);
    }

    [Fact]
    public void A_scripted_payload_a_delay_and_once()
    {
        var payload = JsonDocument.Parse("""{"configurationKey":[{"key":"K","readonly":true,"value":"V"}]}""").RootElement;
        var rig = ChaosRig.Of(OcppVersion.V16, Answer(new ScriptedAnswer { Action = "GetConfiguration", Payload = payload, DelaySeconds = 10, Times = AnswerTimes.Once })).Booted();
        var id = rig.Csms.Ask("GetConfiguration", "{}");
        rig.Run(9);
        rig.Csms.Answers.ShouldBeEmpty();
        rig.Run(2);
        rig.Csms.AnswerTo(id).Payload.GetProperty("configurationKey")[0].GetProperty("value").GetString().ShouldBe("V");

        rig.KillAndRestart();
        rig.Run(5);
        var again = rig.Csms.Ask("GetConfiguration", """{"key":["HeartbeatInterval"]}""");
        rig.Run(1);
        rig.Csms.AnswerTo(again).Payload.GetProperty("configurationKey")[0].GetProperty("key").GetString().ShouldBe("HeartbeatInterval", "once is once, over a restart too");
    }

    [Fact]
    public void A_delay_alone_answers_late_what_was_done_at_once()
    {
        var rig = ChaosRig.Of(OcppVersion.V201, Answer(new ScriptedAnswer { Action = "ChangeAvailability", DelaySeconds = 20 })).Booted();
        var id = rig.Csms.Ask("ChangeAvailability", """{"operationalStatus":"Inoperative"}""");
        rig.Run(5);
        rig.Seen.Connector.Status.ShouldBe("Unavailable");
        rig.Csms.Answers.ShouldBeEmpty();
        rig.Run(16);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe("Accepted");
        rig.MarksOf("answer_delayed 20 s").Count().ShouldBe(1);
    }

    [Fact]
    public void A_scripted_error_and_what_the_schema_refuses()
    {
        var rig = ChaosRig.Of(
            OcppVersion.V16,
            Answer(
                new ScriptedAnswer { Action = "ClearCache", ErrorCode = RpcErrorCode.SecurityError, ErrorDescription = "no" },
                new ScriptedAnswer { Action = "Reset", Status = "Perhaps" },
                new ScriptedAnswer { Action = "GetLocalListVersion", Payload = JsonDocument.Parse("""{"x":1}""").RootElement, Unchecked = true })).Booted();
        var error = rig.Csms.Ask("ClearCache", "{}");
        var unknown = rig.Csms.Ask("GetLocalListVersion", "{}");
        var passed = rig.Csms.Ask("Reset", """{"type":"Soft"}""");
        rig.Run(5);
        rig.Csms.AnswerTo(error).ErrorCode.ShouldBe("SecurityError");
        rig.Csms.AnswerTo(unknown).Payload.GetProperty("x").GetInt32().ShouldBe(1);
        rig.Csms.AnswerTo(passed).Payload.GetProperty("status").GetString().ShouldBe("Accepted", "no schema knows Perhaps: the station answers by itself");
    }
}
