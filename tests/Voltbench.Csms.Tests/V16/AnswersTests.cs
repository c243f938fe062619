using System.Text.Json;
using Voltbench.Ocpp;

namespace Voltbench.Csms.Tests.V16;

/// <summary>Answers of 1.6 that follow from the request.</summary>
public class AnswersTests
{
    private static readonly CsmsOptions Options = new()
    {
        HeartbeatInterval = TimeSpan.FromSeconds(77),
        Tokens = new Dictionary<string, TokenStatus>(StringComparer.OrdinalIgnoreCase) { ["BAD"] = TokenStatus.Blocked, ["OLD"] = TokenStatus.Expired },
    };

    [Theory]
    [InlineData("Authorize", """{"idTag":"any"}""", """{"idTagInfo":{"status":"Accepted"}}""")]
    [InlineData("Authorize", """{"idTag":"bad"}""", """{"idTagInfo":{"status":"Blocked"}}""")]
    [InlineData("Authorize", """{"idTag":"OLD"}""", """{"idTagInfo":{"status":"Expired"}}""")]
    [InlineData("DataTransfer", """{"vendorId":"x"}""", """{"status":"UnknownVendorId"}""")]
    [InlineData("SignCertificate", """{"csr":"x"}""", """{"status":"Rejected"}""")]
    [InlineData("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available"}""", "{}")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[{"value":"NaN"}]}]}""", "{}")]
    [InlineData("StopTransaction", """{"transactionId":-1,"meterStop":0,"timestamp":"2026-01-01T00:00:00Z"}""", "{}")]
    [InlineData("StopTransaction", """{"transactionId":0,"meterStop":0,"timestamp":"2026-01-01T00:00:00Z","idTag":"BAD"}""", """{"idTagInfo":{"status":"Blocked"}}""")]
    public async Task Answers(string action, string request, string response)
    {
        await using var csms = new CsmsHarness(Options);
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        (await station.CallAsync(action, request))[2].GetRawText().ShouldBe(response);
    }

    [Fact]
    public async Task Boot_is_accepted_with_the_interval_and_remembered()
    {
        await using var csms = new CsmsHarness(Options);
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var answer = (await station.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M","chargePointSerialNumber":"S","firmwareVersion":"1"}"""))[2];
        answer.GetProperty("status").GetString().ShouldBe("Accepted");
        answer.GetProperty("interval").GetInt32().ShouldBe(77);
        var now = answer.GetProperty("currentTime").GetDateTimeOffset();
        (TimeProvider.System.GetUtcNow() - now).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));

        var info = csms.Server.Find(CsmsHarness.Id("CP1")).ShouldNotBeNull();
        info.Boot.ShouldNotBeNull();
        (info.Boot.Vendor, info.Boot.Model, info.Boot.SerialNumber, info.Boot.FirmwareVersion).ShouldBe(("V", "M", "S", "1"));
    }

    [Fact]
    public async Task Connector_states_are_remembered()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        await station.CallAsync("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available"}""");
        await station.CallAsync("StatusNotification", """{"connectorId":2,"errorCode":"NoError","status":"Available"}""");
        await station.CallAsync("StatusNotification", """{"connectorId":1,"errorCode":"GroundFailure","status":"Faulted"}""");
        csms.Server.Find(CsmsHarness.Id("CP1"))!.Connectors.ShouldBe(
            [new ConnectorInfo(null, 1, "Faulted", "GroundFailure"), new ConnectorInfo(null, 2, "Available", null)]);
    }

    [Fact]
    public async Task A_transaction_from_start_to_stop()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var start = await station.CallAsync("StartTransaction", """{"connectorId":2,"idTag":"TAG","meterStart":100,"timestamp":"2026-01-01T00:00:00Z"}""");
        var number = start[2].GetProperty("transactionId").GetInt32();
        number.ShouldBePositive();
        await station.CallAsync("MeterValues", $$"""{"connectorId":2,"transactionId":{{number}},"meterValue":[{"timestamp":"2026-01-01T00:01:00Z","sampledValue":[{"value":"0.5","measurand":"Energy.Active.Import.Register","unit":"kWh"},{"value":"7","measurand":"Power.Active.Import"}]}]}""");
        csms.Store.Transactions[0].MeterLastWh.ShouldBe(500);
        await station.CallAsync("StopTransaction", $$"""{"transactionId":{{number}},"meterStop":1100,"timestamp":"2026-01-01T00:02:00Z","reason":"EVDisconnected"}""");

        var stored = csms.Store.Transactions.ShouldHaveSingleItem();
        (stored.Identity, stored.ConnectorId, stored.IdToken, stored.MeterStartWh, stored.MeterStopWh, stored.StopReason)
            .ShouldBe(("CP1", 2, "TAG", 100, 1100, "EVDisconnected"));
    }

    [Fact]
    public async Task A_start_sent_again_after_a_crash_gets_its_number_again()
    {
        const string Start = """{"connectorId":1,"idTag":"TAG","meterStart":100,"timestamp":"2026-01-01T00:00:00Z"}""";
        await using var csms = new CsmsHarness();
        var first = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var number = (await first.CallAsync("StartTransaction", Start, "a"))[2].GetProperty("transactionId").GetInt32();
        (await first.CallAsync("StartTransaction", Start, "a"))[2].GetProperty("transactionId").GetInt32().ShouldBe(number, "on the same connection");
        await first.DisposeAsync();
        var second = await csms.ConnectAsync("CP1", OcppVersion.V16);
        (await second.CallAsync("StartTransaction", Start, "a"))[2].GetProperty("transactionId").GetInt32().ShouldBe(number, "on another connection");
        csms.Store.Transactions.Count.ShouldBe(1);

        // A station that counts its messages from 1 after each boot starts something new under an old id.
        var other = (await second.CallAsync("StartTransaction", Start.Replace("00:00:00", "10:00:00", StringComparison.Ordinal), "a"))[2];
        other.GetProperty("transactionId").GetInt32().ShouldNotBe(number);
        csms.Store.Transactions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_start_is_answered_only_when_it_is_stored()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var disk = new TaskCompletionSource();
        csms.Store.Gate = disk.Task;
        var answer = station.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}""");
        var other = await csms.ConnectAsync("CP2", OcppVersion.V16);
        await other.CallAsync("Heartbeat", "{}");
        answer.IsCompleted.ShouldBeFalse();
        disk.SetResult();
        (await answer)[2].GetProperty("transactionId").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_fails_makes_the_station_send_again()
    {
        const string Start = """{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}""";
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        csms.Store.Failure = new IOException("disk full");
        var refused = await station.CallAsync("StartTransaction", Start, "a");
        refused[2].GetString().ShouldBe("InternalError");
        refused.GetRawText().ShouldNotContain("disk full");
        csms.Store.Failure = null;
        (await station.CallAsync("StartTransaction", Start, "a"))[2].ValueKind.ShouldBe(JsonValueKind.Object, "the same CALL may succeed later");
    }
}
