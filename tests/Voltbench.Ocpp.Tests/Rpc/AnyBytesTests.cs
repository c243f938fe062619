using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Tests.Rpc;

/// <summary><see cref="RpcSession.Receive"/> against anything: it never throws, and what it wants to send is a CALLERROR.</summary>
public class AnyBytesTests
{
    private static readonly string[] Seeds =
    [
        """[2,"19223201","Reset",{"type":"Soft"}]""",
        """[2,"a","RemoteStartTransaction",{"idTag":"4F62C4E0123456789","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}}}]""",
        """[2,"b","SetVariables",{"setVariableData":[{"attributeValue":"\u0041\ud83d\udd0c","component":{"name":"c"},"variable":{"name":"v"}}],"customData":{"vendorId":"x","deep":[[[{}]]]}}]""",
        """[3,"1",{"currentTime":"2026-01-01T00:00:00.000Z"}]""",
        """[4,"1","NotSupported","\u00e9\n",{"a":[1e10,-0.0,true,null]}]""",
        "\"\\ud800\"",
        "[2,\"1\",\"DataTransfer\",{\"vendorId\":\"\\udc00\",\"data\":1e999999999}]",
    ];

    [Fact]
    public void Random_bytes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Survives(bytes)));

    [Fact]
    public void Random_text() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Survives(Encoding.UTF8.GetBytes(text ?? ""))));

    [Fact]
    public void Every_truncation()
    {
        foreach (var seed in Seeds.Select(Encoding.UTF8.GetBytes))
        {
            for (var length = 0; length <= seed.Length; length++)
                Survives(seed[..length]);
        }
    }

    [Fact]
    public void Mutations()
    {
        var random = new Random(20260101);
        var pieces = new[] { "[", "]", "{", "}", "\"", ",", ":", "\\u", "\\ud800", "\\", "-", "1e999", "99999999999999999999", "null", "\0", " ", "\uFFFF", "[[[[", "2" };
        for (var round = 0; round < 15_000; round++)
        {
            var bytes = new List<byte>(Encoding.UTF8.GetBytes(Seeds[round % Seeds.Length]));
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var at = random.Next(bytes.Count + 1);
                switch (random.Next(5))
                {
                    case 0 when at < bytes.Count:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1 when at < bytes.Count:
                        bytes.RemoveRange(at, random.Next(bytes.Count - at));
                        break;
                    case 2:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                        break;
                    case 3 when at < bytes.Count:
                        bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at)));
                        break;
                    default:
                        bytes.Add((byte)random.Next(256));
                        break;
                }
            }

            Survives([.. bytes]);
        }
    }

    private static bool Survives(byte[] bytes)
    {
        foreach (var version in new[] { OcppVersion.V16, OcppVersion.V201 })
        {
            foreach (var role in new[] { RpcRole.ChargePoint, RpcRole.Csms })
            {
                var session = new RpcSession(version, role);
                session.BeginCall("1", OcppActions.Find(version, "Heartbeat")!, "{}"u8);
                Judge(session.Receive(bytes), bytes);
                Judge(session.Receive(bytes), bytes);
            }
        }

        return true;
    }

    private static void Judge(RpcInput input, byte[] bytes)
    {
        var text = Convert.ToHexString(bytes);
        input.Id.ShouldNotBeNull(text);
        input.ActionName.ShouldNotBeNull(text);
        (input.Kind is RpcInputKind.Refused or RpcInputKind.Duplicate || input.Reply is null).ShouldBeTrue(text);
        if (input.Kind is RpcInputKind.Call)
            input.Action!.Request.Check(input.Payload.Span).ShouldBeNull(text);
        if (input.Kind is RpcInputKind.Refused or RpcInputKind.Unanswerable or RpcInputKind.Late)
            input.Violation.ShouldNotBeNullOrEmpty(text);
        if (input.Kind is not RpcInputKind.Refused)
            return;

        using var reply = JsonDocument.Parse(input.Reply!);
        reply.RootElement[0].GetInt32().ShouldBe(4, text);
        reply.RootElement[1].GetString()!.ShouldBe(input.Id, text);
        reply.RootElement[3].GetString()!.Length.ShouldBeLessThanOrEqualTo(255, text);
    }
}
