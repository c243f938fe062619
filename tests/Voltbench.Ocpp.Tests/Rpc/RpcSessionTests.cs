using System.Text;
using System.Text.Json;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.Rpc;

/// <summary>Calls and answers that follow the rules, and the order in which they may come.</summary>
public class RpcSessionTests
{
    private static readonly OcppAction Boot = OcppActions.Find(OcppVersion.V16, "BootNotification")!;
    private static readonly OcppAction Heartbeat = OcppActions.Find(OcppVersion.V16, "Heartbeat")!;

    [Fact]
    public void A_call_and_its_result()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);

        var frame = session.BeginCall("id-\"1\"", Heartbeat, "{}"u8);

        Text(frame).ShouldBe("""[2,"id-\"1\"","Heartbeat",{}]""");
        (session.PendingCallId, session.PendingAction).ShouldBe(("id-\"1\"", Heartbeat));

        var message = Bytes("""[3,"id-\"1\"", {"currentTime":"2026-01-01T00:00:00Z"} ]""");
        var input = session.Receive(message);

        (input.Kind, input.Id, input.Action, input.ActionName, input.Violation)
            .ShouldBe((RpcInputKind.Result, "id-\"1\"", Heartbeat, "Heartbeat", null));
        Text(input.Payload).ShouldBe("""{"currentTime":"2026-01-01T00:00:00Z"}""");
        input.Payload.Span.Overlaps(message.Span).ShouldBeTrue("the payload is a slice, not a copy");
        session.PendingCallId.ShouldBeNull();
        session.PendingAction.ShouldBeNull();
    }

    [Fact]
    public void One_call_at_a_time()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);
        session.BeginCall("1", Heartbeat, "{}"u8);

        Should.Throw<InvalidOperationException>(() => session.BeginCall("2", Boot, "{}"u8));

        session.AbandonCall();
        session.BeginCall("2", Heartbeat, "{}"u8);
        session.Receive(Bytes("""[3,"1",{"currentTime":"2026-01-01T00:00:00Z"}]""")).Kind.ShouldBe(RpcInputKind.Late);
        session.PendingCallId.ShouldBe("2");
    }

    [Fact]
    public void A_call_of_another_version_or_with_a_long_id_is_a_mistake_of_the_caller()
    {
        var session = new RpcSession(OcppVersion.V201, RpcRole.ChargePoint);
        var heartbeat = OcppActions.Find(OcppVersion.V201, "Heartbeat")!;

        Should.Throw<ArgumentException>(() => session.BeginCall("1", Heartbeat, "{}"u8));
        Should.Throw<ArgumentException>(() => session.BeginCall(new string('x', 37), heartbeat, "{}"u8));
        Should.Throw<ArgumentException>(() => session.BeginCall("", heartbeat, "{}"u8));
        session.PendingCallId.ShouldBeNull();
        session.BeginCall(new string('x', 36), heartbeat, "{}"u8).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_result_against_the_schema_ends_the_call_and_says_so()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);
        session.BeginCall("1", Heartbeat, "{}"u8);

        var input = session.Receive(Bytes("""[3,"1",{"currentTime":5}]"""));

        input.Kind.ShouldBe(RpcInputKind.Result);
        input.Violation.ShouldNotBeNull().ShouldContain("currentTime");
        session.PendingCallId.ShouldBeNull();
    }

    [Theory]
    [InlineData("""[4,"1","NotSupported","no",{"a":1}]""", "NotSupported", "no", """{"a":1}""", false)]
    [InlineData("""[4,"1","InternalError","",{}]""", "InternalError", "", "{}", false)]
    [InlineData("""[4,"1","InternalError","no details"]""", "InternalError", "no details", "", false)]
    [InlineData("""[4,"1","InternalError"]""", "InternalError", "", "", true)]
    [InlineData("""[4,"1"]""", "GenericError", "", "", true)]
    [InlineData("""[4,"1",7,8,9]""", "GenericError", "", "9", true)]
    [InlineData("""[4,"1",{"a":[]},[1,[2]],null]""", "GenericError", "", "null", true)]
    [InlineData("""[4,"1","X","y",{"a":""", "X", "y", "", true)]
    public void A_callerror_ends_the_call_however_short_it_is(string message, string code, string description, string details, bool violation)
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);
        session.BeginCall("1", Heartbeat, "{}"u8);

        var input = session.Receive(Bytes(message));

        (input.Kind, input.ErrorCode, input.ErrorDescription).ShouldBe((RpcInputKind.Error, code, description));
        (input.Action, Text(input.Payload), input.Violation is not null).ShouldBe((Heartbeat, details, violation));
        input.Reply.ShouldBeNull();
        session.PendingCallId.ShouldBeNull();
    }

    [Theory]
    [InlineData("""[3,"1"]""")]
    [InlineData("""[3,"1",{"currentTime":""")]
    [InlineData("""[3,"1",[]]""")]
    [InlineData("""[3,"1",{"currentTime":"2026-01-01T00:00:00Z"},5]""")]
    [InlineData("""[3,"1",{"currentTime":"2026-01-01T00:00:00Z"}]]""")]
    public void A_broken_result_ends_the_call_too(string message)
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);
        session.BeginCall("1", Heartbeat, "{}"u8);

        var input = session.Receive(Bytes(message));

        input.Kind.ShouldBe(RpcInputKind.Result);
        input.Violation.ShouldNotBeNullOrEmpty();
        session.PendingCallId.ShouldBeNull();
    }

    [Theory]
    [InlineData("""[3,"other",{}]""", null)]
    [InlineData("""[4,"other","GenericError","x",{}]""", "GenericError")]
    [InlineData("""[4,"-1","RpcFrameworkError","x",{}]""", "RpcFrameworkError")]
    public void An_answer_with_another_id_leaves_the_call_in_flight(string message, string? code)
    {
        var session = new RpcSession(OcppVersion.V201, RpcRole.ChargePoint);
        session.Receive(Bytes(message)).Violation.ShouldBe("an answer came while no CALL was in flight");
        session.BeginCall("1", OcppActions.Find(OcppVersion.V201, "Heartbeat")!, "{}"u8);

        var input = session.Receive(Bytes(message));

        (input.Kind, input.ErrorCode, input.Reply).ShouldBe((RpcInputKind.Late, code, null));
        input.Violation.ShouldBe("an answer came with an id other than that of the Heartbeat in flight");
        session.PendingCallId.ShouldBe("1");
    }

    [Fact]
    public void A_received_call_is_answered_once_and_its_repetition_gets_the_same_answer()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.Csms);
        var call = Bytes("""[2,"b1","Heartbeat",{}]""");

        var input = session.Receive(call);
        (input.Kind, input.Id, input.Action, input.Violation).ShouldBe((RpcInputKind.Call, "b1", Heartbeat, null));
        var early = session.Receive(call);
        (early.Kind, early.Reply).ShouldBe((RpcInputKind.Duplicate, null));

        var answer = session.Result(input, new HeartbeatResponse { CurrentTime = DateTimeOffset.UnixEpoch });
        Text(answer).ShouldBe("""[3,"b1",{"currentTime":"1970-01-01T00:00:00.000Z"}]""");

        var again = session.Receive(call);
        (again.Kind, again.Reply).ShouldBe((RpcInputKind.Duplicate, answer));
    }

    [Fact]
    public void A_call_that_failed_here_may_come_again()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.Csms);
        var call = Bytes("""[2,"1","Heartbeat",{}]""");
        session.Error(session.Receive(call), RpcErrorCode.InternalError, "the disk is full");

        var again = session.Receive(call);

        (again.Kind, again.Violation).ShouldBe((RpcInputKind.Call, null));
    }

    [Fact]
    public void The_same_id_with_another_content_is_another_call()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.Csms);
        session.Error(session.Receive(Bytes("""[2,"1","Heartbeat",{}]""")), RpcErrorCode.NotSupported, "x");

        var input = session.Receive(Bytes("""[2,"1","DataTransfer",{"vendorId":"v"}]"""));

        input.Kind.ShouldBe(RpcInputKind.Call);
        input.Violation.ShouldBe("the id was used before for another CALL");
    }

    [Fact]
    public void A_call_that_failed_inside_is_handled_anew_when_it_is_repeated()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.Csms);
        var call = Bytes("""[2,"1","Heartbeat",{}]""");
        session.Error(session.Receive(call), RpcErrorCode.InternalError, "x");

        session.Receive(call).Kind.ShouldBe(RpcInputKind.Call);
    }

    [Fact]
    public void A_call_of_ours_and_one_of_theirs_may_cross_with_the_same_id()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);
        session.BeginCall("1", Heartbeat, "{}"u8);

        var call = session.Receive(Bytes("""[2,"1","ClearCache",{}]"""));
        call.Kind.ShouldBe(RpcInputKind.Call);
        session.Error(call, RpcErrorCode.NotSupported, "");

        session.Receive(Bytes("""[3,"1",{"currentTime":"2026-01-01T00:00:00Z"}]""")).Kind.ShouldBe(RpcInputKind.Result);
    }

    [Theory]
    [InlineData(OcppVersion.V16, RpcErrorCode.FormationViolation, "FormationViolation")]
    [InlineData(OcppVersion.V201, RpcErrorCode.FormationViolation, "FormatViolation")]
    [InlineData(OcppVersion.V16, RpcErrorCode.OccurrenceConstraintViolation, "OccurenceConstraintViolation")]
    [InlineData(OcppVersion.V201, RpcErrorCode.OccurrenceConstraintViolation, "OccurrenceConstraintViolation")]
    public void An_error_is_spelled_as_the_version_does_and_its_text_is_cut(OcppVersion version, RpcErrorCode code, string name)
    {
        var session = new RpcSession(version, RpcRole.Csms);
        var call = session.Receive(Bytes("""[2,"1","Heartbeat",{}]"""));

        using var error = JsonDocument.Parse(session.Error(call, code, new string('"', 254) + "\U0001F50C tail"));

        error.RootElement[0].GetInt32().ShouldBe(4);
        error.RootElement[1].GetString().ShouldBe("1");
        error.RootElement[2].GetString().ShouldBe(name);
        error.RootElement[3].GetString().ShouldBe(new string('"', 254));
        error.RootElement[4].GetRawText().ShouldBe("{}");
    }

    [Fact]
    public void Only_a_call_is_answered_and_only_with_its_own_response()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.Csms);
        var call = session.Receive(Bytes("""[2,"1","Heartbeat",{}]"""));
        var late = session.Receive(Bytes("""[3,"1",{}]"""));

        Should.Throw<ArgumentException>(() => session.Error(late, RpcErrorCode.GenericError, ""));
        Should.Throw<ArgumentException>(() => session.Result(call, new HeartbeatRequest()));
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
