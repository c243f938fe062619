using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class BootNotificationTests
{
    private static readonly OcppAction Action = OcppActions.For<BootNotificationRequest>();

    [Theory]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M"}""")]
    [InlineData("""{"chargePointModel":"M","firmwareVersion":"1.0","chargePointVendor":"V","meterType":""}""")]
    [InlineData("""{ "chargePointVendor" : "V" , "chargePointModel" : "12345678901234567890" }""")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"12345678901234567ä😀Z"}""")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"12345678901234567\u00e4\ud83d\ude00Z"}""")]
    [InlineData("""{"chargePointVendor":"V","chargePoint\u004dodel":"M"}""")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"123456789012345678901"}""", RpcErrorCode.PropertyConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"123456789012345678\"\n\u00e4"}""", RpcErrorCode.PropertyConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V"}""", RpcErrorCode.OccurrenceConstraintViolation, "$.chargePointModel")]
    [InlineData("""{}""", RpcErrorCode.OccurrenceConstraintViolation, "$.chargePointVendor")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":1}""", RpcErrorCode.TypeConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":null}""", RpcErrorCode.TypeConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M","vendor":"V"}""", RpcErrorCode.FormationViolation, "$.vendor")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M","customData":{"vendorId":"V"}}""", RpcErrorCode.FormationViolation, "$.customData")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M","chargePointModel":"M"}""", RpcErrorCode.FormationViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M" """, RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M"}}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M",}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"\ud800"}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"\ude00\ud83d"}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"chargePointVendor":"V","\ud800":"M"}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""[]""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""null""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("\"{}\"", RpcErrorCode.FormationViolation, "$")]
    [InlineData(""" """, RpcErrorCode.FormationViolation, "$")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":300}""")]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00\u002b01:00","interval":0}""")]
    [InlineData("""{"status":"accepted","currentTime":"2026-01-31T12:00:00Z","interval":300}""", RpcErrorCode.PropertyConstraintViolation, "$.status")]
    [InlineData("""{"status":0,"currentTime":"2026-01-31T12:00:00Z","interval":300}""", RpcErrorCode.TypeConstraintViolation, "$.status")]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00","interval":300}""", RpcErrorCode.TypeConstraintViolation, "$.currentTime")]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":"300"}""", RpcErrorCode.TypeConstraintViolation, "$.interval")]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":300.0}""", RpcErrorCode.TypeConstraintViolation, "$.interval")]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":2147483648}""", RpcErrorCode.PropertyConstraintViolation, "$.interval")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_response_on_the_wire() => PayloadRow.VerifyWire(
        Action.Response,
        new BootNotificationResponse { Status = RegistrationStatus.Pending, CurrentTime = new(2026, 1, 31, 1, 2, 3, 45, TimeSpan.FromHours(2)), Interval = 60 },
        """{"status":"Pending","currentTime":"2026-01-30T23:02:03.045Z","interval":60}""");

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new BootNotificationRequest { ChargePointVendor = "Çelik & Söhne <\"1\">", ChargePointModel = "M+" },
        """{"chargePointVendor":"Çelik & Söhne <\"1\">","chargePointModel":"M+"}""");
}
