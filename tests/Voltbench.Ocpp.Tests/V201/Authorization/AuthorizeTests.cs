using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.Tests.V201.Authorization;

public class AuthorizeTests
{
    private static readonly OcppAction Action = OcppActions.For<AuthorizeRequest>();

    [Theory]
    [InlineData("""{"idToken":{"idToken":"A1","type":"ISO14443"}}""")]
    [InlineData("""{"idToken":{"idToken":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","type":"eMAID"}}""", RpcErrorCode.PropertyConstraintViolation, "$.idToken.idToken")]
    [InlineData("""{"idToken":{"idToken":"A","type":"EMAID"}}""", RpcErrorCode.PropertyConstraintViolation, "$.idToken.type")]
    [InlineData("""{"idToken":{"idToken":"A","type":"Local","additionalInfo":[]}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.idToken.additionalInfo")]
    [InlineData("""{"idTag":"A"}""", RpcErrorCode.ProtocolError, "$.idTag")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"idTokenInfo":{"status":"NoCredit","evseId":[1,2],"personalMessage":{"format":"UTF8","content":"hi"}}}""")]
    [InlineData("""{"idTokenInfo":{"status":"Accepted","evseId":[1,"2"]}}""", RpcErrorCode.TypeConstraintViolation, "$.idTokenInfo.evseId[1]")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new AuthorizeRequest { IdToken = new() { Token = "A1", Type = IdTokenType.EMAID } },
        """{"idToken":{"idToken":"A1","type":"eMAID"}}""");
}
