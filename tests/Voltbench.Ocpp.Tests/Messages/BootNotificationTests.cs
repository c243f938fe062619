using System.Text;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Tests.Messages;

public class BootNotificationTests
{
    [Theory]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M"}""", null, null)]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"12345678901234567890"}""", null, null)]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"123456789012345678901"}""", RpcErrorCode.PropertyConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"12345678901234567\u00e4\ud83d\ude00Z"}""", null, null)]
    [InlineData("""{"chargePointVendor":"V"}""", RpcErrorCode.OccurrenceConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":1}""", RpcErrorCode.TypeConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":null}""", RpcErrorCode.TypeConstraintViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M","x":1}""", RpcErrorCode.FormationViolation, "$.x")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M","chargePointModel":"M"}""", RpcErrorCode.FormationViolation, "$.chargePointModel")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M" """, RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"M"}}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"chargePointVendor":"V","chargePointModel":"\ud800"}""", RpcErrorCode.FormationViolation, "$.chargePointModel")]
    [InlineData("""[]""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("", RpcErrorCode.FormationViolation, "$")]
    public void Request16(string json, RpcErrorCode? code, string? path)
    {
        var violation = OcppActions.For<V16.Core.BootNotificationRequest>().Request.Check(Encoding.UTF8.GetBytes(json));

        violation?.Code.ShouldBe(code!.Value, violation.ToString());
        violation?.Path.ShouldBe(path);
        (violation is null).ShouldBe(code is null);
    }

    [Fact]
    public void The_answer_is_written_in_UTC_with_milliseconds()
    {
        var answer = new V201.Provisioning.BootNotificationResponse
        {
            CurrentTime = new DateTimeOffset(2026, 1, 31, 1, 2, 3, 45, TimeSpan.FromHours(2)),
            Interval = 300,
            Status = V201.Provisioning.RegistrationStatus.Accepted,
        };

        var json = OcppJson.Serialize(answer);

        Encoding.UTF8.GetString(json).ShouldBe("""{"currentTime":"2026-01-30T23:02:03.045Z","interval":300,"status":"Accepted"}""");
        OcppJson.Deserialize<V201.Provisioning.BootNotificationResponse>(json).ShouldBe(answer);
    }
}
