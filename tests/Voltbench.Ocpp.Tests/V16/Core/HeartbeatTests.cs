using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class HeartbeatTests
{
    private static readonly OcppAction Action = OcppActions.For<HeartbeatRequest>();

    [Theory]
    [InlineData("""{}""")]
    [InlineData(""" { } """)]
    [InlineData("""{"currentTime":"2026-01-31T12:00:00Z"}""", RpcErrorCode.FormationViolation, "$.currentTime")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"currentTime":"2026-01-31T12:00:00Z"}""")]
    [InlineData("""{}""", RpcErrorCode.OccurrenceConstraintViolation, "$.currentTime")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new HeartbeatRequest(),
        """{}""");
}
