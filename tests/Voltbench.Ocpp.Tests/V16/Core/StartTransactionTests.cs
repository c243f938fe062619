using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class StartTransactionTests
{
    private static readonly OcppAction Action = OcppActions.For<StartTransactionRequest>();

    [Theory]
    [InlineData("""{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"2026-01-31T12:00:00.000Z"}""")]
    [InlineData("""{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"2026-01-31T12:00:00.000Z","reservationId":7}""")]
    [InlineData("""{"connectorId":1,"idTag":"TAG","meterStart":0}""", RpcErrorCode.OccurrenceConstraintViolation, "$.timestamp")]
    [InlineData("""{"connectorId":1,"idTag":"TAG","meterStart":0.5,"timestamp":"2026-01-31T12:00:00.000Z"}""", RpcErrorCode.TypeConstraintViolation, "$.meterStart")]
    [InlineData("""{"connectorId":"1","idTag":"TAG","meterStart":0,"timestamp":"2026-01-31T12:00:00.000Z"}""", RpcErrorCode.TypeConstraintViolation, "$.connectorId")]
    [InlineData("""{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"2026-01-31T12:00:00.000Z","transactionId":1}""", RpcErrorCode.FormationViolation, "$.transactionId")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"transactionId":-1,"idTagInfo":{"status":"Invalid"}}""")]
    [InlineData("""{"idTagInfo":{"status":"Accepted"}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.transactionId")]
    [InlineData("""{"transactionId":null,"idTagInfo":{"status":"Accepted"}}""", RpcErrorCode.TypeConstraintViolation, "$.transactionId")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new StartTransactionRequest { ConnectorId = 1, IdTag = "TAG", MeterStart = 1234, Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero) },
        """{"connectorId":1,"idTag":"TAG","meterStart":1234,"timestamp":"2026-01-31T12:00:00.000Z"}""");
}
