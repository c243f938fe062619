using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Messages.Defects;
using Voltbench.Ocpp.Rpc;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>Frames that are wrong on purpose are wrong, in the way they are said to be.</summary>
public class BrokenFrameTests
{
    public static TheoryData<OcppVersion, string> Actions { get; } = new(
        from version in Enum.GetValues<OcppVersion>() from action in OcppActions.All(version) select (version, action.Name));

    public static TheoryData<OcppVersion, Defect> Defects { get; } = new(
        from version in Enum.GetValues<OcppVersion>() from defect in Enum.GetValues<Defect>() select (version, defect));

    [Theory]
    [MemberData(nameof(Actions))]
    public void No_payload_with_a_defect_passes_its_schema(OcppVersion version, string name)
    {
        Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet);
        var action = OcppActions.Find(version, name)!;
        foreach (var isResponse in (bool[])[false, true])
        {
            var sample = new SchemaSamples(3, optional: 1).Value(OcppSchemas.Get(version, name, isResponse)).ToJsonString();
            var frame = Encoding.UTF8.GetBytes(isResponse ? $"""[3,"id",{sample}]""" : $"""[2,"id","{name}",{sample}]""");
            foreach (var defect in Enum.GetValues<Defect>().Where(d => d <= Defect.RepeatedField))
            {
                for (var draw = 0UL; draw < 12; draw++)
                {
                    if (BrokenFrame.Make(frame, action, defect, draw) is not { } broken)
                        break;
                    var text = Encoding.UTF8.GetString(broken.Bytes.Span);
                    var at = isResponse ? 8 : 11 + name.Length;
                    (isResponse ? action.Response : action.Request).Check(broken.Bytes.Span[at..^1]).ShouldNotBeNull($"{defect} {draw}: {text}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_receiver_refuses_every_defect(OcppVersion version, Defect defect)
    {
        var payload = version == OcppVersion.V16
            ? """{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":[{"value":"1","measurand":"Voltage"}]}]}"""
            : """{"evseId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":[{"value":1,"signedMeterValue":{"signedMeterData":"a","signingMethod":"b","encodingMethod":"c","publicKey":"d"}},{"value":2,"measurand":"Voltage"}]}]}""";
        var action = OcppActions.Find(version, "MeterValues")!;
        var frame = Encoding.UTF8.GetBytes($"""[2,"id","MeterValues",{payload}]""");

        var broken = BrokenFrame.Make(frame, action, defect, 5);

        if ((version, defect) is (OcppVersion.V16, Defect.TooLong) or (_, Defect.TooManyItems))
        {
            broken.ShouldBeNull("MeterValues has no place for it");
            return;
        }

        BrokenFrame.Make(frame, action, defect, 5)!.Value.Bytes.ToArray().ShouldBe(broken!.Value.Bytes.ToArray(), "the same draw makes the same frame");
        broken.Value.IsBinary.ShouldBe(defect == Defect.Binary);
        if (defect == Defect.Binary)
            return;
        var seen = new RpcSession(version, RpcRole.Csms).Receive(broken.Value.Bytes);
        seen.Violation.ShouldNotBeNull(Encoding.UTF8.GetString(broken.Value.Bytes.Span[..Math.Min(200, broken.Value.Bytes.Length)]));
        seen.Kind.ShouldNotBe(RpcInputKind.Call);
    }

    [Fact]
    public void An_empty_payload_has_no_field_to_miss() =>
        BrokenFrame.Make("[2,\"id\",\"Heartbeat\",{}]"u8.ToArray(), OcppActions.Find(OcppVersion.V16, "Heartbeat"), Defect.MissingField, 0).ShouldBeNull();

    [Fact]
    public void A_CALLERROR_has_no_schema_but_an_envelope()
    {
        var frame = "[4,\"id\",\"InternalError\",\"\",{}]"u8.ToArray();
        BrokenFrame.Make(frame, null, Defect.WrongType, 0).ShouldBeNull();
        JsonNode.Parse(BrokenFrame.Make(frame, null, Defect.WrongMessageType, 0)!.Value.Bytes.Span)![0]!.GetValue<int>().ShouldBe(7);
    }
}
