using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.DataTransfer;

namespace Voltbench.Ocpp.Tests.V201.DataTransfer;

public class DataTransferTests
{
    private static readonly OcppAction Action = OcppActions.For<DataTransferRequest>();

    [Theory]
    [InlineData("""{"vendorId":"V"}""")]
    [InlineData("""{"vendorId":"V","data":{"free":[1,"x",null]}}""")]
    [InlineData("""{"vendorId":"V","data":null}""")]
    [InlineData("""{"vendorId":"V","data":7}""")]
    [InlineData("""{"vendorId":"V","data":{"a":}}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"vendorId":"V","data":{"\ud800":1}}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"vendorId":"V","customData":{"vendorId":"V","x":"\ud800"}}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"data":7}""", RpcErrorCode.OccurrenceConstraintViolation, "$.vendorId")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"status":"UnknownVendorId"}""")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_response_on_the_wire() => PayloadRow.VerifyWire(
        Action.Response,
        new DataTransferResponse { Status = DataTransferStatus.Accepted },
        """{"status":"Accepted"}""");
}
