using System.Text;
using System.Text.Json;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Tests.Rpc;

/// <summary>What comes in wrong and what each version answers (OCPP-J 1.6 §4.2.3, OCPP 2.0.1 part 4 §4.2.3 and §4.3). A dash is silence.</summary>
public class RefusalTests
{
    private const string LongId = "0123456789012345678901234567890123456"; // 37

    public static TheoryData<string, string, string> Rows => new()
    {
        // message, 1.6, 2.0.1; an answer is "id code"

        // Nothing to answer to.
        { "", "-", "-1 RpcFrameworkError" },
        { "   ", "-", "-1 RpcFrameworkError" },
        { "hello", "-", "-1 RpcFrameworkError" },
        { "{}", "-", "-1 RpcFrameworkError" },
        { "null", "-", "-1 RpcFrameworkError" },
        { "[]", "-", "-1 RpcFrameworkError" },
        { "[2", "-", "-1 RpcFrameworkError" },
        { "[2]", "-", "-1 RpcFrameworkError" },
        { "[2,", "-", "-1 RpcFrameworkError" },
        { """[2,"abc""", "-", "-1 RpcFrameworkError" },
        { """[2,5,"ClearCache",{}]""", "-", "-1 RpcFrameworkError" },
        { """[2,null,"ClearCache",{}]""", "-", "-1 RpcFrameworkError" },
        { """[2,["1"],"ClearCache",{}]""", "-", "-1 RpcFrameworkError" },
        { """[2,"\ud800","ClearCache",{}]""", "-", "-1 RpcFrameworkError" },

        // An id that is none.
        { """[2,"","ClearCache",{}]""", " FormationViolation", "-1 RpcFrameworkError" },
        { $$"""[2,"{{LongId}}","ClearCache",{}]""", LongId + " FormationViolation", "-1 RpcFrameworkError" },

        // Message types.
        { """["2","1","ClearCache",{}]""", "-", "1 RpcFrameworkError" },
        { """[null,"1"]""", "-", "1 RpcFrameworkError" },
        { """[[[2]],"1"]""", "-", "1 RpcFrameworkError" },
        { """[5,"1",{}]""", "-", "1 MessageTypeNotSupported" },
        { """[6,"1","NotifyPeriodicEventStream",{}]""", "-", "1 MessageTypeNotSupported" },
        { """[0]""", "-", "-1 MessageTypeNotSupported" },
        { """[-2,"1"]""", "-", "1 MessageTypeNotSupported" },
        { """[2.5,"1","ClearCache",{}]""", "-", "1 MessageTypeNotSupported" },
        { """[2e99999,"1","ClearCache",{}]""", "-", "1 MessageTypeNotSupported" },
        { """[99999999999999999999999999,"1",{}]""", "-", "1 MessageTypeNotSupported" },
        { """[3]""", "-", "-" },
        { """[3,7,{}]""", "-", "-" },
        { """[4,null,"x","y",{}]""", "-", "-" },

        // The envelope of a CALL that can be answered.
        { """[2,"1"]""", "1 ProtocolError", "1 RpcFrameworkError" },
        { """[2,"1" """, "1 FormationViolation", "1 RpcFrameworkError" },
        { """[2,"1","ClearCache"]""", "1 ProtocolError", "1 RpcFrameworkError" },
        { """[2,"1","ClearCache",""", "1 FormationViolation", "1 FormatViolation" },
        { """[2,"1","ClearCache",{"a":""", "1 FormationViolation", "1 FormatViolation" },
        { """[2,"1","ClearCache",{]""", "1 FormationViolation", "1 FormatViolation" },
        { """[2,"1",7,{}]""", "1 FormationViolation", "1 RpcFrameworkError" },
        { """[2,"1",{},{}]""", "1 FormationViolation", "1 RpcFrameworkError" },
        { """[2,"1","ClearCache",{},{}]""", "1 FormationViolation", "1 RpcFrameworkError" },
        { """[2,"1","ClearCache",{}""", "1 FormationViolation", "1 RpcFrameworkError" },
        { """[2,"1","ClearCache",{}] x""", "1 FormationViolation", "1 RpcFrameworkError" },
        { """[2,"1","ClearCache",{}][2,"2","ClearCache",{}]""", "1 FormationViolation", "1 RpcFrameworkError" },

        // Its payload.
        { """[2,"1","ClearCache",null]""", "1 FormationViolation", "1 ProtocolError" },
        { """[2,"1","ClearCache",[]]""", "1 FormationViolation", "1 ProtocolError" },
        { """[2,"1","ClearCache","x"]""", "1 FormationViolation", "1 ProtocolError" },
        { """[2,"1","Reset",{"type":7}]""", "1 TypeConstraintViolation", "1 TypeConstraintViolation" },
        { """[2,"1","Reset",{"type":"Tomorrow"}]""", "1 PropertyConstraintViolation", "1 PropertyConstraintViolation" },
        { """[2,"1","Reset",{}]""", "1 OccurenceConstraintViolation", "1 OccurrenceConstraintViolation" },

        // Its action.
        { """[2,"1","MakeCoffee",{}]""", "1 NotImplemented", "1 NotImplemented" },
        { """[2,"1","clearCache",{}]""", "1 NotImplemented", "1 NotImplemented" },
        { """[2,"1","",{}]""", "1 NotImplemented", "1 NotImplemented" },
        { """[2,"1","Heartbeat",{}]""", "1 NotSupported", "1 NotSupported" },
        { """[2,"1","BootNotification",{"nonsense":1}]""", "1 NotSupported", "1 NotSupported" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_wrong_message_gets_the_answer_of_the_version(string message, string v16, string v201)
    {
        Judge(OcppVersion.V16, message).ShouldBe(v16);
        Judge(OcppVersion.V201, message).ShouldBe(v201);
    }

    [Fact]
    public void Depth_is_limited()
    {
        var deep = "[2,\"1\",\"DataTransfer\",{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}]";

        Judge(OcppVersion.V16, deep).ShouldBe("1 FormationViolation");
        Judge(OcppVersion.V201, deep).ShouldBe("1 FormatViolation");
        Judge(OcppVersion.V16, new string('[', 100_000)).ShouldBe("-");
    }

    [Fact]
    public void An_escaped_name_is_the_name() => Judge(OcppVersion.V16, """[2,"1","Clear\u0043ache",{}]""").ShouldBe("Call");

    [Fact]
    public void An_id_too_long_to_echo_is_not_answered_in_16() =>
        Judge(OcppVersion.V16, $$"""[2,"{{new string('x', 1000)}}","ClearCache",{}]""").ShouldBe("-");

    [Fact]
    public void Bytes_that_are_no_text_are_unreadable()
    {
        byte[] message = [.. "[2,\"1\",\"ClearCache\",{\"a\":\""u8, 0xC3, 0x28, .. "\"}]"u8];
        new RpcSession(OcppVersion.V16, RpcRole.ChargePoint).Receive(message).Kind.ShouldBe(RpcInputKind.Unanswerable);
        new RpcSession(OcppVersion.V201, RpcRole.ChargePoint).Receive(message).Id.ShouldBe("-1");
    }

    [Fact]
    public void A_refused_call_that_is_repeated_is_a_duplicate()
    {
        var session = new RpcSession(OcppVersion.V16, RpcRole.ChargePoint);
        var message = Encoding.UTF8.GetBytes("""[2,"1","MakeCoffee",{}]""");
        var first = session.Receive(message);

        var second = session.Receive(message);

        second.Kind.ShouldBe(RpcInputKind.Duplicate);
        second.Reply.ShouldBe(first.Reply);
    }

    private static string Judge(OcppVersion version, string message)
    {
        var input = new RpcSession(version, RpcRole.ChargePoint).Receive(Encoding.UTF8.GetBytes(message));
        switch (input.Kind)
        {
            case RpcInputKind.Unanswerable:
                input.Reply.ShouldBeNull();
                input.Violation.ShouldNotBeNullOrEmpty();
                return "-";
            case RpcInputKind.Refused:
                input.Violation.ShouldNotBeNullOrEmpty();
                using (var reply = JsonDocument.Parse(input.Reply!))
                {
                    reply.RootElement.GetArrayLength().ShouldBe(5);
                    reply.RootElement[0].GetInt32().ShouldBe(4);
                    reply.RootElement[3].GetString()!.Length.ShouldBeInRange(1, 255);
                    reply.RootElement[4].ValueKind.ShouldBe(JsonValueKind.Object);
                    return $"{reply.RootElement[1].GetString()} {reply.RootElement[2].GetString()}";
                }

            default:
                return input.Kind.ToString();
        }
    }
}
