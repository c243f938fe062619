using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.Tests.V16.Core;

public class MeterValuesTests
{
    private static readonly OcppAction Action = OcppActions.For<MeterValuesRequest>();

    [Theory]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"1"}]}]}""")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"1","measurand":"Energy.Active.Import.Register","unit":"kWh","context":"Sample.Periodic","format":"Raw","phase":"L1-N","location":"Outlet"}]}]}""")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"20","measurand":"Temperature","unit":"Celsius"},{"value":"20","measurand":"Temperature","unit":"Celcius"}]}]}""")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"50","measurand":"Frequency","unit":"Hertz"}]}]}""")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":1}]}]}""", RpcErrorCode.TypeConstraintViolation, "$.meterValue[0].sampledValue[0].value")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"1"},{"value":"2","unit":"wh"}]}]}""", RpcErrorCode.PropertyConstraintViolation, "$.meterValue[0].sampledValue[1].unit")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"1","measurand":"EnergyActiveImportRegister"}]}]}""", RpcErrorCode.PropertyConstraintViolation, "$.meterValue[0].sampledValue[0].measurand")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"unit":"Wh"}]}]}""", RpcErrorCode.OccurrenceConstraintViolation, "$.meterValue[0].sampledValue[0].value")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[]}]}""", RpcErrorCode.OccurrenceConstraintViolation, "$.meterValue[0].sampledValue")]
    [InlineData("""{"connectorId":1,"meterValue":[]}""", RpcErrorCode.OccurrenceConstraintViolation, "$.meterValue")]
    [InlineData("""{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[1]}]}""", RpcErrorCode.TypeConstraintViolation, "$.meterValue[0].sampledValue[0]")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"status":"Accepted"}""", RpcErrorCode.FormationViolation, "$.status")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new MeterValuesRequest
        {
            ConnectorId = 1,
            TransactionId = 5,
            MeterValue =
            [
                new()
                {
                    Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
                    SampledValue = [new() { Value = "7.2", Context = ReadingContext.SamplePeriodic, Measurand = Measurand.PowerActiveImport, Phase = Phase.L1N, Unit = UnitOfMeasure.KW }],
                },
            ],
        },
        """{"connectorId":1,"transactionId":5,"meterValue":[{"timestamp":"2026-01-31T12:00:00.000Z","sampledValue":[{"value":"7.2","context":"Sample.Periodic","measurand":"Power.Active.Import","phase":"L1-N","unit":"kW"}]}]}""");
}
