using System.Net;
using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Tests.Commands;

/// <summary>Messages in a charger's name, over the API, the socket and back.</summary>
public sealed class ProxyMessageTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    [Theory]
    [InlineData("OCPP1.6", "heartbeat", "{}", "Heartbeat", "{}", "currentTime")]
    [InlineData("OCPP1.6", "Authorize", """{"idTag":"A"}""", "Authorize", """{"idTag":"A"}""", "idTagInfo")]
    [InlineData("OCPP1.6", "authorize", """{"id_tag":"A"}""", "Authorize", """{"idTag":"A"}""", "idTagInfo")]
    [InlineData("OCPP1.6", "start_transaction", """{"connector_id":1,"id_tag":"A","meter_start":0,"timestamp":"2026-01-01T00:00:00Z"}""", "StartTransaction", """{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}""", "transactionId")]
    [InlineData("OCPP2.0.1", "authorize", """{"id_token":{"id_token":"A","type":"ISO14443"}}""", "Authorize", """{"idToken":{"idToken":"A","type":"ISO14443"}}""", "idTokenInfo")]
    [InlineData("OCPP2.0.1", "get_15118_ev_certificate", """{"iso_15118_schema_version":"urn:iso:15118:2:2013:MsgDef","action":"Install","exi_request":"AA=="}""", "Get15118EVCertificate", """{"iso15118SchemaVersion":"urn:iso:15118:2:2013:MsgDef","action":"Install","exiRequest":"AA=="}""", "exiResponse")]
    public async Task A_message_in_either_spelling_goes_out_in_that_of_ocpp(
        string version, string action, string payload, string sentAction, string sent, string answered)
    {
        var id = await fleet.AddChargerAsync($"proxy-{Guid.NewGuid():N}", version);

        var (status, body) = await fleet.CommandAsync(
            "proxy-message", new { target = new { charger_id = id }, @event = new { action, ocpp_version = version, payload = JsonNode.Parse(payload) } });

        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        body["id"]!.GetValue<string>().ShouldMatch("^[0-9a-f]{12}$");
        body["event_type"]!.GetValue<string>().ShouldBe("proxy_message");
        body["ocpp_version"]!.GetValue<string>().ShouldBe(version.ToLowerInvariant());
        body["action"]!.GetValue<string>().ShouldBe(sentAction);
        body["payload"]!.ToJsonString().ShouldBe(sent);
        body["response_type"]!.GetValue<string>().ShouldBe("CALLRESULT");
        body["response"]!.AsObject().ContainsKey(answered).ShouldBeTrue(body.ToJsonString());

        var frames = (await fleet.LogsAsync(id, $"?event={sentAction}&order=desc"))["data"]!.AsArray();
        frames.Select(f => f!["message"]!.GetValue<string>()).ShouldContain(m => m.EndsWith($"\"{sentAction}\",{sent}]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_schema_refuses_is_a_422_at_the_place_where_it_is_wrong()
    {
        var id = await fleet.AddChargerAsync("proxy-wrong");
        (await ViolationsAsync(id, """{"action":"meter_values","payload":{"connector_id":"1","meter_value":[{"sampled_value":[{"value":1,"colour":"red"}]}]}}"""))
            .ShouldBe(
            [
                "body.event.payload.connector_id value_error",
                "body.event.payload.meter_value.0.sampled_value.0.value value_error",
                "body.event.payload.meter_value.0.sampled_value.0.colour extra_forbidden",
                "body.event.payload.meter_value.0.timestamp missing",
            ]);
        (await ViolationsAsync(id, """{"action":"authorize"}""")).ShouldBe(["body.event.payload.idTag missing"]);
        (await ViolationsAsync(id, """{"action":"reset","payload":{"type":"Hard"}}""")).ShouldBe(["body.event.action enum"]);
        (await ViolationsAsync(id, """{"action":"TransactionEvent"}""")).ShouldBe(["body.event.action enum"]);
        (await ViolationsAsync(id, """{"action":"heartbeat","ocpp_version":"ocpp2.0.1"}""")).ShouldBe(["body.event.ocpp_version value_error"]);
    }

    [Theory]
    [InlineData("authorize", """{"id_tag":7}""", "Authorize", """{"idTag":7}""", "TypeConstraintViolation")]
    [InlineData("Reset", """{"type":"Hard"}""", "Reset", """{"type":"Hard"}""", "NotSupported")]
    [InlineData("Nonsense", """{"a_b":1}""", "Nonsense", """{"a_b":1}""", "NotImplemented")]
    public async Task Unchecked_it_goes_out_as_it_is_and_the_error_comes_back(string action, string payload, string sentAction, string sent, string code)
    {
        var id = await fleet.AddChargerAsync($"unchecked-{action}");

        var (status, body) = await fleet.CommandAsync(
            "proxy-message", new { target = new { charger_id = id }, @event = new { action, payload = JsonNode.Parse(payload), @unchecked = true } });

        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        body["action"]!.GetValue<string>().ShouldBe(sentAction);
        body["payload"]!.ToJsonString().ShouldBe(sent);
        body["response_type"]!.GetValue<string>().ShouldBe("CALLERROR");
        body["response"]!["error"]!["code"]!.GetValue<string>().ShouldBe(code);
        var frames = (await fleet.LogsAsync(id, "?limit=1000"))["data"]!.AsArray();
        var marked = frames.Where(f => f!["mark"] is not null).ShouldHaveSingleItem()!;
        marked["mark"]!.GetValue<string>().ShouldBe("proxy unchecked");
        marked["message"]!.GetValue<string>().ShouldEndWith($"\"{sentAction}\",{sent}]");
    }

    private async Task<IReadOnlyList<string>> ViolationsAsync(string id, string @event)
    {
        var (status, body) = await fleet.CommandAsync("proxy-message", new { target = new { charger_id = id }, @event = JsonNode.Parse(@event) });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity, body.ToJsonString());
        return [.. body["detail"]!.AsArray().Select(v => $"{string.Join('.', v!["loc"]!.AsArray().Select(l => l!.ToString()))} {v["type"]}")];
    }
}
