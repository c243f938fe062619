using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Voltbench.Testing.Stations;

namespace Voltbench.Gateway.Tests.Csms;

/// <summary>The API of the built-in CSMS, with a station at the other end of a real socket.</summary>
public class CsmsApiTests(CsmsFixture gateway) : IClassFixture<CsmsFixture>
{
    [Fact]
    public async Task A_station_is_shown_to_its_organization_only()
    {
        await using var station = await gateway.ConnectAsync("SHOWN");
        await station.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M","firmwareVersion":"1.2"}""");
        await station.CallAsync("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Available"}""");

        var shown = await GetAsync(gateway.Client, "csms/stations/SHOWN");
        shown.GetProperty("identity").GetString().ShouldBe("SHOWN");
        shown.GetProperty("ocpp_version").GetString().ShouldBe("OCPP1.6");
        shown.GetProperty("connected_since").GetDateTime().Kind.ShouldBe(DateTimeKind.Utc);
        shown.GetProperty("boot").GetProperty("firmware_version").GetString().ShouldBe("1.2");
        shown.GetProperty("connectors")[0].GetProperty("status").GetString().ShouldBe("Available");

        var list = await GetAsync(gateway.Client, "csms/stations?limit=100");
        list.GetProperty("data").EnumerateArray().Select(s => s.GetProperty("identity").GetString()).ShouldContain("SHOWN");
        (await GetAsync(gateway.OtherClient, "csms/stations")).GetProperty("total").GetInt32().ShouldBe(0);
        (await gateway.OtherClient.GetAsync("csms/stations/SHOWN")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Anonymous.GetAsync("csms/stations/SHOWN")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("ocpp1.6", "RemoteStartTransaction", """{"connectorId":1,"idTag":"TAG"}""")]
    [InlineData("ocpp2.0.1", "RequestStartTransaction", """{"evseId":1,"idToken":{"idToken":"TAG","type":"Central"},"remoteStartId":0}""")]
    public async Task Remote_start_reaches_the_station(string subprotocol, string action, string payload)
    {
        await using var station = await gateway.ConnectAsync("RSTART", subprotocol);
        var request = gateway.Client.PostAsJsonAsync("csms/stations/RSTART/remote-start", new { id_tag = "TAG", connector_id = 1 });
        var call = await station.ReceiveAsync();
        call[2].GetString().ShouldBe(action);
        var sent = call[3].GetRawText();
        if (call[3].TryGetProperty("remoteStartId", out var id))
        {
            id.GetInt32().ShouldBePositive();
            sent = sent.Replace(id.GetRawText(), "0", StringComparison.Ordinal);
        }

        JsonSerializer.Serialize(Sorted(sent)).ShouldBe(JsonSerializer.Serialize(Sorted(payload)));
        await station.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Rejected"}]""");
        (await BodyAsync(await request)).GetProperty("status").GetString().ShouldBe("Rejected");
    }

    [Theory]
    [InlineData("ocpp1.6", """{"transaction_id":7}""", """{"transactionId":7}""")]
    [InlineData("ocpp1.6", """{"transaction_id":"7"}""", """{"transactionId":7}""")]
    [InlineData("ocpp2.0.1", """{"transaction_id":"T-7"}""", """{"transactionId":"T-7"}""")]
    public async Task Remote_stop_reaches_the_station(string subprotocol, string body, string payload)
    {
        await using var station = await gateway.ConnectAsync("RSTOP", subprotocol);
        var request = PostAsync("csms/stations/RSTOP/remote-stop", body);
        var call = await station.ReceiveAsync();
        call[3].GetRawText().ShouldBe(payload);
        await station.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Accepted"}]""");
        (await BodyAsync(await request)).GetProperty("status").GetString().ShouldBe("Accepted");
    }

    [Fact]
    public async Task Silence_is_504_and_an_error_502()
    {
        await using var station = await gateway.ConnectAsync("MUTE");
        (await PostAsync("csms/stations/MUTE/remote-stop", """{"transaction_id":"1"}""")).StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        await station.ReceiveAsync();

        var request = PostAsync("csms/stations/MUTE/remote-stop", """{"transaction_id":"1"}""");
        var call = await station.ReceiveAsync();
        await station.SendAsync($$"""[4,"{{call[1].GetString()}}","InternalError","broken",{}]""");
        var answer = await request;
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("InternalError: broken");
    }

    [Theory]
    [InlineData("remote-start", """{"id_tag":"T"}""", 404)]
    [InlineData("remote-stop", """{"transaction_id":"1"}""", 404)]
    [InlineData("remote-start", "{}", 422)]
    [InlineData("remote-start", """{"id_tag":""}""", 422)]
    [InlineData("remote-start", """{"id_tag":5}""", 422)]
    [InlineData("remote-start", """{"id_tag":"T","connector_id":0}""", 422)]
    [InlineData("remote-start", """{"id_tag":"T","connector_id":"1"}""", 422)]
    [InlineData("remote-stop", """{"transaction_id":null}""", 422)]
    [InlineData("remote-stop", """{"transaction_id":1.5}""", 422)]
    [InlineData("remote-stop", "", 422)]
    [InlineData("remote-stop", "{", 422)]
    public async Task Refuses_what_cannot_be_sent(string operation, string body, int status) =>
        ((int)(await PostAsync($"csms/stations/NOBODY/{operation}", body)).StatusCode).ShouldBe(status);

    [Fact]
    public async Task A_station_of_another_organization_is_as_good_as_none()
    {
        await using var station = await gateway.ConnectAsync("MINE");
        await station.CallAsync("Heartbeat", "{}");
        var answer = await gateway.OtherClient.PostAsJsonAsync("csms/stations/MINE/remote-start", new { id_tag = "T" });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Names_and_numbers_that_OCPP_refuses_are_400()
    {
        await using var station = await gateway.ConnectAsync("STRICT");
        await station.CallAsync("Heartbeat", "{}");
        (await PostAsync("csms/stations/STRICT/remote-start", """{"id_tag":"more than twenty characters"}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("csms/stations/STRICT/remote-stop", """{"transaction_id":"T-1"}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Transactions_survive_a_restart_and_are_listed()
    {
        const string Start = """{"connectorId":1,"idTag":"STOLEN","meterStart":100,"timestamp":"2026-01-01T00:00:00Z"}""";
        int number;
        await using (var station = await gateway.ConnectAsync("LISTED"))
        {
            var answer = (await station.CallAsync("StartTransaction", Start, "call-1"))[2];
            answer.GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe("Blocked");
            number = answer.GetProperty("transactionId").GetInt32();
        }

        await gateway.RestartAsync();
        var open = await GetAsync(gateway.Client, "csms/transactions?identity=LISTED&open=true");
        open.GetProperty("total").GetInt32().ShouldBe(1);
        open.GetProperty("data")[0].GetProperty("transaction_id").GetString().ShouldBe($"{number}");

        await using var back = await gateway.ConnectAsync("LISTED");
        (await back.CallAsync("StartTransaction", Start, "call-1"))[2].GetProperty("transactionId").GetInt32().ShouldBe(number);
        await back.CallAsync("StopTransaction", $$"""{"transactionId":{{number}},"meterStop":300,"timestamp":"2026-01-01T01:00:00Z"}""");
        (await GetAsync(gateway.Client, "csms/transactions?identity=LISTED&open=true")).GetProperty("total").GetInt32().ShouldBe(0);
        var ended = (await GetAsync(gateway.Client, "csms/transactions?identity=LISTED&open=false")).GetProperty("data")[0];
        (ended.GetProperty("meter_stop_wh").GetDouble(), ended.GetProperty("stop_reason").GetString()).ShouldBe((300, "Local"));
        (await GetAsync(gateway.OtherClient, "csms/transactions")).GetProperty("total").GetInt32().ShouldBe(0);
        (await gateway.Client.GetAsync("csms/transactions?open=perhaps")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_stop_of_the_gateway_says_goodbye()
    {
        await using var station = await gateway.ConnectAsync("LAST");
        await station.CallAsync("Heartbeat", "{}");
        var stopping = gateway.RestartAsync();
        (await station.ReceiveCloseAsync()).Code.ShouldBe(1001);
        await station.SendFrameAsync(0x80 | FakeStation.CloseFrame, [0x03, 0xE9]);
        await stopping;
    }

    private static SortedDictionary<string, JsonElement> Sorted(string json) =>
        new(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!, StringComparer.Ordinal);

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        gateway.Client.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) => await BodyAsync(await client.GetAsync(path));

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
