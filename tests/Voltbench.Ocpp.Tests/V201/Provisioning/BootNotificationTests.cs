using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Ocpp.Tests.V201.Provisioning;

public class BootNotificationTests
{
    private static readonly OcppAction Action = OcppActions.For<BootNotificationRequest>();

    [Theory]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"}}""")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"},"customData":{"vendorId":"V","anything":[1,{"a":null}]}}""")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V","modem":{"iccid":"1"},"customData":{"vendorId":"V"}}}""")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"},"customData":{}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.customData.vendorId")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"},"customData":{"vendorId":1}}""", RpcErrorCode.TypeConstraintViolation, "$.customData.vendorId")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"},"customData":"V"}""", RpcErrorCode.TypeConstraintViolation, "$.customData")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"},"chargePointModel":"M"}""", RpcErrorCode.ProtocolError, "$.chargePointModel")]
    [InlineData("""{"reason":"PowerOn","chargingStation":{"model":"M","vendorName":"V"}}""", RpcErrorCode.PropertyConstraintViolation, "$.reason")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"M"}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.chargingStation.vendorName")]
    [InlineData("""{"reason":"PowerUp","chargingStation":{"model":"123456789012345678901","vendorName":"V"}}""", RpcErrorCode.PropertyConstraintViolation, "$.chargingStation.model")]
    [InlineData("""{""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""7""", RpcErrorCode.ProtocolError, "$")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"currentTime":"2026-01-31T12:00:00Z","interval":1,"status":"Rejected","statusInfo":{"reasonCode":"Unknown"}}""")]
    [InlineData("""{"currentTime":"2026-01-31T12:00:00Z","interval":1,"status":"Rejected","statusInfo":{}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.statusInfo.reasonCode")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new BootNotificationRequest { ChargingStation = new() { Model = "M", VendorName = "V", SerialNumber = "S" }, Reason = BootReason.PowerUp },
        """{"chargingStation":{"serialNumber":"S","model":"M","vendorName":"V"},"reason":"PowerUp"}""");
}
