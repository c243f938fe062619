using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class RemoteStopTransactionTests
{
    private static readonly OcppAction Action = OcppActions.For<RemoteStopTransactionRequest>();

    [Theory]
    [InlineData("""{"transactionId":1}""")]
    [InlineData("""{"transactionId":"1"}""", RpcErrorCode.TypeConstraintViolation, "$.transactionId")]
    [InlineData("""{}""", RpcErrorCode.OccurrenceConstraintViolation, "$.transactionId")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"status":"Rejected"}""")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new RemoteStopTransactionRequest { TransactionId = -3 },
        """{"transactionId":-3}""");
}
