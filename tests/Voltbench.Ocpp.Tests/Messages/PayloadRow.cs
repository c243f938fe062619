using System.Text;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>A row of a message's table: a payload and, where it is not valid, the code and the place that the refusal must name.</summary>
internal static class PayloadRow
{
    public static void Verify(PayloadSchema schema, string json, RpcErrorCode? code, string? path)
    {
        var violation = schema.Check(Encoding.UTF8.GetBytes(json));

        (violation?.Code, violation?.Path).ShouldBe((code, path), $"{json}\n{violation}");
    }

    /// <summary>The message is written exactly like this, passes its own rules, and is read back the same.</summary>
    public static void VerifyWire<T>(PayloadSchema schema, T message, string json)
    {
        var written = OcppJson.Serialize(message);

        Encoding.UTF8.GetString(written).ShouldBe(json);
        schema.Check(written).ShouldBeNull();
        OcppJson.Serialize(OcppJson.Deserialize<T>(written)).ShouldBe(written);
    }
}
