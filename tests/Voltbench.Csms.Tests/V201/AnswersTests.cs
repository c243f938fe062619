using System.Text.Json;
using Voltbench.Ocpp;

namespace Voltbench.Csms.Tests.V201;

/// <summary>Answers of 2.0.1 that follow from the request.</summary>
public class AnswersTests
{
    private static readonly CsmsOptions Options = new()
    {
        Tokens = new Dictionary<string, TokenStatus>(StringComparer.OrdinalIgnoreCase) { ["BAD"] = TokenStatus.ConcurrentTx },
    };

    [Theory]
    [InlineData("Authorize", """{"idToken":{"idToken":"any","type":"ISO14443"}}""", """{"idTokenInfo":{"status":"Accepted"}}""")]
    [InlineData("Authorize", """{"idToken":{"idToken":"BAD","type":"ISO14443"}}""", """{"idTokenInfo":{"status":"ConcurrentTx"}}""")]
    [InlineData("Authorize", """{"idToken":{"idToken":"x","type":"eMAID"},"certificate":"pem"}""", """{"idTokenInfo":{"status":"Invalid"},"certificateStatus":"NoCertificateAvailable"}""")]
    [InlineData("DataTransfer", """{"vendorId":"x","data":{"a":[1]}}""", """{"status":"UnknownVendorId"}""")]
    [InlineData("NotifyEVChargingSchedule", """{"timeBase":"2026-01-01T00:00:00Z","evseId":1,"chargingSchedule":{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":6}]}}""", """{"status":"Accepted"}""")]
    [InlineData("SecurityEventNotification", """{"type":"x","timestamp":"2026-01-01T00:00:00Z"}""", "{}")]
    public async Task Answers(string action, string request, string response)
    {
        await using var csms = new CsmsHarness(Options);
        var station = await csms.ConnectAsync("CP1", OcppVersion.V201);
        (await station.CallAsync(action, request))[2].GetRawText().ShouldBe(response);
    }

    [Theory]
    [InlineData("SignCertificate", """{"csr":"x"}""", "Rejected")]
    [InlineData("Get15118EVCertificate", """{"iso15118SchemaVersion":"urn:iso:15118:2:2013:MsgDef","action":"Install","exiRequest":"AA=="}""", "Failed")]
    [InlineData("GetCertificateStatus", """{"ocspRequestData":{"hashAlgorithm":"SHA256","issuerNameHash":"a","issuerKeyHash":"b","serialNumber":"1","responderURL":"http://x"}}""", "Failed")]
    [InlineData("NotifyEVChargingNeeds", """{"evseId":1,"chargingNeeds":{"requestedEnergyTransfer":"DC"}}""", "Rejected")]
    public async Task Says_why_not(string action, string request, string status)
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V201);
        var answer = (await station.CallAsync(action, request))[2];
        answer.GetProperty("status").GetString().ShouldBe(status);
        answer.GetProperty("statusInfo").GetProperty("reasonCode").GetString().ShouldBe("UnsupportedRequest");
        answer.GetProperty("statusInfo").GetProperty("additionalInfo").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_transaction_from_started_to_ended()
    {
        await using var csms = new CsmsHarness(Options);
        var station = await csms.ConnectAsync("CP1", OcppVersion.V201);
        var started = await station.CallAsync("TransactionEvent", Event("Started", 0, "\"evse\":{\"id\":2,\"connectorId\":1},\"idToken\":{\"idToken\":\"BAD\",\"type\":\"ISO14443\"},", "0.1,\"unitOfMeasure\":{\"unit\":\"kWh\"}"));
        started[2].GetProperty("idTokenInfo").GetProperty("status").GetString().ShouldBe("ConcurrentTx");
        (await station.CallAsync("TransactionEvent", Event("Updated", 1, "", "3,\"unitOfMeasure\":{\"unit\":\"Wh\",\"multiplier\":2}")))[2].GetRawText().ShouldBe("{}");
        csms.Store.Transactions[0].MeterLastWh.ShouldBe(300);
        await station.CallAsync("TransactionEvent", Event("Ended", 2, "", "400"));
        await station.CallAsync("TransactionEvent", Event("Ended", 2, "", "400"), "another id");

        var stored = csms.Store.Transactions.ShouldHaveSingleItem();
        (stored.TransactionId, stored.EvseId, stored.ConnectorId, stored.IdToken, stored.MeterStartWh, stored.MeterStopWh, stored.StopReason)
            .ShouldBe(("T-1", 2, 1, "BAD", 100, 400, "Local"));
    }

    private static string Event(string type, int seqNo, string more, string value) =>
        "{\"eventType\":\"" + type + "\",\"timestamp\":\"2026-01-01T00:00:0" + seqNo + "Z\",\"triggerReason\":\"Trigger\",\"seqNo\":" + seqNo + "," + more
        + "\"transactionInfo\":{\"transactionId\":\"T-1\"},\"meterValue\":[{\"timestamp\":\"2026-01-01T00:00:0" + seqNo + "Z\",\"sampledValue\":[{\"value\":" + value + "}]}]}";
}
