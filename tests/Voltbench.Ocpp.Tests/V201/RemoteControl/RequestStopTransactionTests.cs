using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.Tests.V201.RemoteControl;

public class RequestStopTransactionTests
{
    private static readonly OcppAction Action = OcppActions.For<RequestStopTransactionRequest>();

    [Theory]
    [InlineData("""{"transactionId":"T-1"}""")]
    [InlineData("""{"transactionId":1}""", RpcErrorCode.TypeConstraintViolation, "$.transactionId")]
    [InlineData("""{}""", RpcErrorCode.OccurrenceConstraintViolation, "$.transactionId")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"status":"Rejected","statusInfo":{"reasonCode":"TxNotFound"}}""")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_response_on_the_wire() => PayloadRow.VerifyWire(
        Action.Response,
        new RequestStopTransactionResponse { Status = RequestStartStopStatus.Rejected, StatusInfo = new() { ReasonCode = "TxNotFound" } },
        """{"status":"Rejected","statusInfo":{"reasonCode":"TxNotFound"}}""");
}
