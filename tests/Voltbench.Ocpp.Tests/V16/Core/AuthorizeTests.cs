using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class AuthorizeTests
{
    private static readonly OcppAction Action = OcppActions.For<AuthorizeRequest>();

    [Theory]
    [InlineData("""{"idTag":"12345678901234567890"}""")]
    [InlineData("""{"idTag":""}""")]
    [InlineData("""{"idTag":"123456789012345678901"}""", RpcErrorCode.PropertyConstraintViolation, "$.idTag")]
    [InlineData("""{"idtag":"A"}""", RpcErrorCode.FormationViolation, "$.idtag")]
    [InlineData("""{}""", RpcErrorCode.OccurrenceConstraintViolation, "$.idTag")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"idTagInfo":{"status":"Accepted"}}""")]
    [InlineData("""{"idTagInfo":{"status":"ConcurrentTx","parentIdTag":"P","expiryDate":"2030-01-01T00:00:00Z"}}""")]
    [InlineData("""{"idTagInfo":{}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.idTagInfo.status")]
    [InlineData("""{"idTagInfo":{"status":"NoCredit"}}""", RpcErrorCode.PropertyConstraintViolation, "$.idTagInfo.status")]
    [InlineData("""{"idTagInfo":"Accepted"}""", RpcErrorCode.TypeConstraintViolation, "$.idTagInfo")]
    [InlineData("""{"status":"Accepted"}""", RpcErrorCode.FormationViolation, "$.status")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_response_on_the_wire() => PayloadRow.VerifyWire(
        Action.Response,
        new AuthorizeResponse { IdTagInfo = new() { Status = AuthorizationStatus.ConcurrentTx, ParentIdTag = "GROUP" } },
        """{"idTagInfo":{"parentIdTag":"GROUP","status":"ConcurrentTx"}}""");
}
