using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class RemoteStartTransactionTests
{
    private static readonly OcppAction Action = OcppActions.For<RemoteStartTransactionRequest>();

    [Theory]
    [InlineData("""{"idTag":"TAG"}""")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16}]}}}""")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.1}]}}}""")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.10}]}}}""")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":1.6e1}]}}}""")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.15}]}}}""", RpcErrorCode.PropertyConstraintViolation, "$.chargingProfile.chargingSchedule.chargingSchedulePeriod[0].limit")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":1e400}]}}}""", RpcErrorCode.PropertyConstraintViolation, "$.chargingProfile.chargingSchedule.chargingSchedulePeriod[0].limit")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":"16"}]}}}""", RpcErrorCode.TypeConstraintViolation, "$.chargingProfile.chargingSchedule.chargingSchedulePeriod[0].limit")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":016}]}}}""", RpcErrorCode.FormationViolation, "$")]
    [InlineData("""{"idTag":"TAG","connectorId":1,"chargingProfile":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16}],"minChargingRate":0.01}}}""", RpcErrorCode.PropertyConstraintViolation, "$.chargingProfile.chargingSchedule.minChargingRate")]
    [InlineData("""{"connectorId":1}""", RpcErrorCode.OccurrenceConstraintViolation, "$.idTag")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"status":"Accepted"}""")]
    [InlineData("""{"status":"Scheduled"}""", RpcErrorCode.PropertyConstraintViolation, "$.status")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_response_on_the_wire() => PayloadRow.VerifyWire(
        Action.Response,
        new RemoteStartTransactionResponse { Status = RemoteStartStopStatus.Rejected },
        """{"status":"Rejected"}""");
}
