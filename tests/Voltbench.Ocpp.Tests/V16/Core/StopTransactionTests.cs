using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class StopTransactionTests
{
    private static readonly OcppAction Action = OcppActions.For<StopTransactionRequest>();

    [Theory]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5}""")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"reason":"EVDisconnected","idTag":"TAG"}""")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"transactionData":[]}""")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"transactionData":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"1"}]}]}""")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"transactionData":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"50","measurand":"Frequency","unit":"Hertz"}]}]}""")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"transactionData":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[]}]}""", RpcErrorCode.OccurrenceConstraintViolation, "$.transactionData[0].sampledValue")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"reason":"Remote stop"}""", RpcErrorCode.PropertyConstraintViolation, "$.reason")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"reason":"StoppedByEV"}""", RpcErrorCode.PropertyConstraintViolation, "$.reason")]
    [InlineData("""{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"transactionData":{}}""", RpcErrorCode.TypeConstraintViolation, "$.transactionData")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"idTagInfo":{"status":"Blocked"}}""")]
    [InlineData("""{"idTagInfo":null}""", RpcErrorCode.TypeConstraintViolation, "$.idTagInfo")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new StopTransactionRequest { MeterStop = 10, TransactionId = 5, Reason = Reason.DeAuthorized, Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero) },
        """{"meterStop":10,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":5,"reason":"DeAuthorized"}""");
}
