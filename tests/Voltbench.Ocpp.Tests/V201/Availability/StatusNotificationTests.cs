using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Tests.Messages;
using Voltbench.Ocpp.V201.Availability;

namespace Voltbench.Ocpp.Tests.V201.Availability;

public class StatusNotificationTests
{
    private static readonly OcppAction Action = OcppActions.For<StatusNotificationRequest>();

    [Theory]
    [InlineData("""{"timestamp":"2026-01-31T12:00:00.000Z","connectorStatus":"Occupied","evseId":1,"connectorId":1}""")]
    [InlineData("""{"connectorStatus":"Occupied","evseId":1,"connectorId":1}""", RpcErrorCode.OccurrenceConstraintViolation, "$.timestamp")]
    [InlineData("""{"timestamp":"2026-01-31T12:00:00.000Z","connectorStatus":"Charging","evseId":1,"connectorId":1}""", RpcErrorCode.PropertyConstraintViolation, "$.connectorStatus")]
    public void Requests(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Request, json, code, path);

    [Theory]
    [InlineData("""{}""")]
    public void Responses(string json, RpcErrorCode? code = null, string? path = null) => PayloadRow.Verify(Action.Response, json, code, path);

    [Fact]
    public void The_request_on_the_wire() => PayloadRow.VerifyWire(
        Action.Request,
        new StatusNotificationRequest { Timestamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), ConnectorStatus = ConnectorStatus.Occupied, EvseId = 1, ConnectorId = 1 },
        """{"timestamp":"2026-01-31T12:00:00.000Z","connectorStatus":"Occupied","evseId":1,"connectorId":1}""");
}
