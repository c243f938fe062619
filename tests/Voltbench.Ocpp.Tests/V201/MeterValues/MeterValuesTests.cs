using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.MeterValues;

namespace Voltbench.Ocpp.Tests.V201.MeterValues;

public class MeterValuesTests
{
    private static readonly OcppAction Action = OcppActions.For<MeterValuesRequest>();

    [Theory]
    [InlineData("""{"evseId":0,"meterValue":[{"sampledValue":[{"value":0}],"timestamp":"2026-01-31T12:00:00.000Z"}]}""")]
    [InlineData("""{"evseId":1,"meterValue":[]}""", RpcErrorCode.OccurrenceConstraintViolation, "$.meterValue")]
    [InlineData("""{"connectorId":1,"meterValue":[{"sampledValue":[{"value":0}],"timestamp":"2026-01-31T12:00:00.000Z"}]}""", RpcErrorCode.ProtocolError, "$.connectorId")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{}""")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new MeterValuesRequest { EvseId = 1, MeterValue = [new() { SampledValue = [new() { Value = 0m }], Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero) }] },
        """{"evseId":1,"meterValue":[{"sampledValue":[{"value":0}],"timestamp":"2026-01-31T12:00:00.000Z"}]}""");
}
