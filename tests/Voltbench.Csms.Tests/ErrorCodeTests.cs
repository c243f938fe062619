using Voltbench.Ocpp;

namespace Voltbench.Csms.Tests;

/// <summary>The CALLERROR for what a station does wrong, in the spelling of its version.</summary>
public class ErrorCodeTests
{
    [Theory]
    [InlineData(OcppVersion.V16, "NoSuchAction", "{}", "NotImplemented")]
    [InlineData(OcppVersion.V16, "BootNotification", """{"chargePointModel":"m"}""", "OccurenceConstraintViolation")]
    [InlineData(OcppVersion.V16, "BootNotification", """{"chargePointModel":1,"chargePointVendor":"v"}""", "TypeConstraintViolation")]
    [InlineData(OcppVersion.V16, "BootNotification", """{"chargePointModel":"m","chargePointVendor":"a vendor of twenty-one"}""", "PropertyConstraintViolation")]
    [InlineData(OcppVersion.V16, "StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Occupied"}""", "PropertyConstraintViolation")]
    [InlineData(OcppVersion.V16, "StartTransaction", """{"connectorId":1,"idTag":"t","meterStart":1.5,"timestamp":"2026-01-01T00:00:00Z"}""", "TypeConstraintViolation")]
    [InlineData(OcppVersion.V16, "StartTransaction", """{"connectorId":1,"idTag":"t","meterStart":1,"timestamp":"yesterday"}""", "TypeConstraintViolation")]
    [InlineData(OcppVersion.V16, "Heartbeat", "[]", "FormationViolation")]
    [InlineData(OcppVersion.V201, "NoSuchAction", "{}", "NotImplemented")]
    [InlineData(OcppVersion.V201, "BootNotification", """{"reason":"PowerUp"}""", "OccurrenceConstraintViolation")]
    [InlineData(OcppVersion.V201, "BootNotification", """{"reason":"Boredom","chargingStation":{"model":"m","vendorName":"v"}}""", "PropertyConstraintViolation")]
    [InlineData(OcppVersion.V201, "NotifyEvent", """{"generatedAt":"2026-01-01T00:00:00Z","seqNo":"0","eventData":[]}""", "TypeConstraintViolation")]
    [InlineData(OcppVersion.V201, "MeterValues", """{"evseId":1,"meterValue":[]}""", "OccurrenceConstraintViolation")]
    [InlineData(OcppVersion.V201, "StartTransaction", "{}", "NotImplemented")]
    public async Task Refuses_with_the_right_code(OcppVersion version, string action, string payload, string code)
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", version);
        var answer = await station.CallAsync(action, payload, "id");
        answer[0].GetInt32().ShouldBe(4);
        answer[1].GetString().ShouldBe("id");
        answer[2].GetString().ShouldBe(code);
        answer[3].GetString().ShouldNotBeNullOrEmpty();
    }
}
