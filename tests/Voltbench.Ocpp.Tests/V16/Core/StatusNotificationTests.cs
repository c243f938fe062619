using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class StatusNotificationTests
{
    private static readonly OcppAction Action = OcppActions.For<StatusNotificationRequest>();

    [Theory]
    [InlineData("""{"connectorId":0,"errorCode":"NoError","status":"Available"}""")]
    [InlineData("""{"connectorId":0,"errorCode":"NoError","status":"Available","info":"i","vendorId":"v","vendorErrorCode":"e","timestamp":"2026-01-31T12:00:00.000Z"}""")]
    [InlineData("""{"connectorId":1,"errorCode":"EVCommunicationError","status":"SuspendedEVSE"}""")]
    [InlineData("""{"connectorId":1,"errorCode":"None","status":"Available"}""", RpcErrorCode.PropertyConstraintViolation, "$.errorCode")]
    [InlineData("""{"connectorId":1,"errorCode":"NoError","status":"Occupied"}""", RpcErrorCode.PropertyConstraintViolation, "$.status")]
    [InlineData("""{"connectorId":1,"status":"Available"}""", RpcErrorCode.OccurrenceConstraintViolation, "$.errorCode")]
    [InlineData("""{"connectorId":0,"errorCode":"NoError","status":"Available","info":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}""", RpcErrorCode.PropertyConstraintViolation, "$.info")]
    [InlineData("""{"connectorId":0,"errorCode":"NoError","status":"Available","timestamp":"31.01.2026"}""", RpcErrorCode.TypeConstraintViolation, "$.timestamp")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{}""")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new StatusNotificationRequest { ConnectorId = 1, ErrorCode = ChargePointErrorCode.NoError, Status = ChargePointStatus.SuspendedEV },
        """{"connectorId":1,"errorCode":"NoError","status":"SuspendedEV"}""");
}
