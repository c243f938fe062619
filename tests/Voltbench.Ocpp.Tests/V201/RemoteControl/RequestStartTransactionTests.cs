using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.Tests.V201.RemoteControl;

public class RequestStartTransactionTests
{
    private static readonly OcppAction Action = OcppActions.For<RequestStartTransactionRequest>();

    [Theory]
    [InlineData("""{"remoteStartId":1,"idToken":{"idToken":"A1","type":"ISO14443"}}""")]
    [InlineData("""{"remoteStartId":1,"idToken":{"idToken":"A1","type":"ISO14443"},"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":7400.25}]},{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":7400.25}]},{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":7400.25}]}]}}""")]
    [InlineData("""{"remoteStartId":1,"idToken":{"idToken":"A1","type":"ISO14443"},"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":7400.25}]},{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":7400.25}]},{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":7400.25}]},{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":7400.25}]}]}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.chargingProfile.chargingSchedule")]
    [InlineData("""{"remoteStartId":1,"idToken":{"idToken":"A1","type":"ISO14443"},"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","chargingSchedule":[]}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.chargingProfile.chargingSchedule")]
    [InlineData("""{"idToken":{"idToken":"A1","type":"ISO14443"}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.remoteStartId")]
    [InlineData("""{"remoteStartId":1,"idToken":"A1"}""", RpcErrorCode.TypeConstraintViolation, "$.idToken")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{"status":"Accepted","transactionId":"T"}""")]
    [InlineData("""{"status":"accepted"}""", RpcErrorCode.PropertyConstraintViolation, "$.status")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new RequestStartTransactionRequest { RemoteStartId = 9, EvseId = 1, IdToken = new() { Token = "", Type = IdTokenType.NoAuthorization } },
        """{"evseId":1,"idToken":{"idToken":"","type":"NoAuthorization"},"remoteStartId":9}""");
}
