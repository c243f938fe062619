using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.Tests.V201.Transactions;

public class TransactionEventTests
{
    private static readonly OcppAction Action = OcppActions.For<TransactionEventRequest>();

    [Theory]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"}}""")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"},"offline":true,"evse":{"id":1,"connectorId":1},"idToken":{"idToken":"A1","type":"ISO14443"}}""")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"},"meterValue":[{"sampledValue":[{"value":1.5,"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"kWh","multiplier":-3}}],"timestamp":"2026-01-31T12:00:00.000Z"}]}""")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"},"meterValue":[{"sampledValue":[{"value":-1.5e-3}],"timestamp":"2026-01-31T12:00:00.000Z"}]}""")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"},"meterValue":[{"sampledValue":[{"value":"1.5"}],"timestamp":"2026-01-31T12:00:00.000Z"}]}""", RpcErrorCode.TypeConstraintViolation, "$.meterValue[0].sampledValue[0].value")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"},"meterValue":[{"sampledValue":[],"timestamp":"2026-01-31T12:00:00.000Z"}]}""", RpcErrorCode.OccurrenceConstraintViolation, "$.meterValue[0].sampledValue")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"},"meterValue":[{"sampledValue":[{"value":1,"unit":"Wh"}],"timestamp":"2026-01-31T12:00:00.000Z"}]}""", RpcErrorCode.ProtocolError, "$.meterValue[0].sampledValue[0].unit")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"},"offline":"true"}""", RpcErrorCode.TypeConstraintViolation, "$.offline")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}}""", RpcErrorCode.PropertyConstraintViolation, "$.transactionInfo.transactionId")]
    [InlineData("""{"eventType":"Begin","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":"T-1"}}""", RpcErrorCode.PropertyConstraintViolation, "$.eventType")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","transactionInfo":{"transactionId":"T-1"}}""", RpcErrorCode.OccurrenceConstraintViolation, "$.seqNo")]
    [InlineData("""{"eventType":"Started","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"stoppedReason":"Unplugged","transactionId":"T-1"}}""", RpcErrorCode.PropertyConstraintViolation, "$.transactionInfo.stoppedReason")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"totalCost":12.345,"chargingPriority":-9,"idTokenInfo":{"status":"Accepted"}}""")]
    [InlineData("""{"totalCost":"12"}""", RpcErrorCode.TypeConstraintViolation, "$.totalCost")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
            TriggerReason = TriggerReason.MeterValuePeriodic,
            SeqNo = 3,
            TransactionInfo = new() { TransactionId = "T-1", ChargingState = ChargingState.Charging },
            MeterValue =
            [
                new()
                {
                    Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
                    SampledValue = [new() { Value = 230.10m, Measurand = Measurand.Voltage, Phase = Phase.L1N, UnitOfMeasure = new() { Unit = "V" } }],
                },
            ],
        },
        """{"eventType":"Updated","meterValue":[{"sampledValue":[{"value":230.10,"measurand":"Voltage","phase":"L1-N","unitOfMeasure":{"unit":"V"}}],"timestamp":"2026-01-31T12:00:00.000Z"}],"timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"MeterValuePeriodic","seqNo":3,"transactionInfo":{"transactionId":"T-1","chargingState":"Charging"}}""");
}
