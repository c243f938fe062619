using System.Net;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Commands;

namespace Voltbench.Gateway.Tests.Chargers;

public sealed class ChargerLogsTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    [Theory]
    [InlineData("limit=0", "limit", "greater_than_equal")]
    [InlineData("limit=1001", "limit", "less_than_equal")]
    [InlineData("limit=ten", "limit", "int_parsing")]
    [InlineData("offset=-1", "offset", "greater_than_equal")]
    [InlineData("order=up", "order", "enum")]
    [InlineData("start_date=yesterday", "start_date", "datetime_parsing")]
    [InlineData("end_date=2030-01-01", "end_date", "datetime_parsing")]
    public async Task Refuses_a_query_that_makes_no_sense(string query, string name, string type)
    {
        using var answer = await fleet.Client.GetAsync($"ocpp/chargers/dep-any/logs?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var violation = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.AsArray().ShouldHaveSingleItem()!;
        violation["type"]!.GetValue<string>().ShouldBe(type);
        violation["loc"]!.ToJsonString().ShouldBe($$"""["query","{{name}}"]""");
    }

    [Theory]
    [InlineData("GET", "logs")]
    [InlineData("GET", "logs/stream")]
    [InlineData("POST", "start-charger")]
    [InlineData("POST", "stop-charger")]
    [InlineData("POST", "restart-charger")]
    [InlineData("DELETE", "")]
    public async Task A_charger_of_another_organization_does_not_exist(string method, string path)
    {
        var id = await fleet.AddChargerAsync($"hidden-{method}-{path.Replace('/', '-')}");
        var address = $"ocpp/chargers/{id}/{path}".TrimEnd('/');

        (await fleet.StatusOfAsync(new HttpMethod(method), address, fleet.OtherClient)).ShouldBe(HttpStatusCode.NotFound);
        (await fleet.StatusOfAsync(new HttpMethod(method), address, fleet.Anonymous)).ShouldBe(HttpStatusCode.Unauthorized);
        (await fleet.StatusOfAsync(HttpMethod.Get, $"ocpp/chargers/{id}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_stream_resumes_after_the_last_event_and_goes_on_live()
    {
        var id = await fleet.AddChargerAsync("streams");
        await fleet.UntilConnectorAsync(id, "Available");
        var before = await fleet.LogsAsync(id, "?order=asc&limit=1000");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"ocpp/chargers/{id}/logs/stream");
        request.Headers.Add("Last-Event-ID", "0");
        using var answer = await fleet.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(stop.Token));
        var items = before["data"]!.AsArray();
        for (var i = 0; i < items.Count; i++)
            (await NextAsync(reader, stop.Token)).ToJsonString().ShouldBe(items[i]!.ToJsonString());

        await fleet.CommandAsync("start-session", new { target = new { charger_id = id }, @event = new { id_tag = "LIVE" } });
        while ((await NextAsync(reader, stop.Token))["action"]!.GetValue<string>() != "StartTransaction")
        {
            // Status and authorization come first.
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    public async Task A_stream_position_is_a_number(string position)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "ocpp/chargers/dep-any/logs/stream");
        request.Headers.Add("Last-Event-ID", position);
        using var answer = await fleet.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<JsonObject> NextAsync(StreamReader reader, CancellationToken ct)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync(ct) ?? throw new ShouldAssertException("the stream ended");
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonNode.Parse(line[6..])!.AsObject();
        }
    }
}
