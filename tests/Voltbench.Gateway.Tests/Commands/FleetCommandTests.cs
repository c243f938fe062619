using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Tests.Commands;

public sealed class FleetCommandTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    private const string Location = "6f4f4d4e-0000-4000-8000-000000000009";

    [Theory]
    [InlineData("", "body", "missing")]
    [InlineData("[]", "body", "dict_type")]
    [InlineData("""{"event":{"id_tag":"A"}}""", "body.target", "missing")]
    [InlineData("""{"target":{},"event":{"id_tag":"A"}}""", "body.target", "value_error")]
    [InlineData("""{"target":"x","event":{"id_tag":"A"}}""", "body.target", "dict_type")]
    [InlineData($$$"""{"target":{"charger_id":"a","location_id":"{{{Location}}}"},"event":{"id_tag":"A"}}""", "body.target", "value_error")]
    [InlineData("""{"target":{"charger_id":"a","charger_ids":["a"]},"event":{"id_tag":"A"}}""", "body.target.charger_ids", "value_error")]
    [InlineData("""{"target":{"location_id":"nope"},"event":{"id_tag":"A"}}""", "body.target.location_id", "uuid_parsing")]
    [InlineData($$$"""{"target":{"location_id":"{{{Location}}}","charger_ids":[]},"event":{"id_tag":"A"}}""", "body.target.charger_ids", "too_short")]
    [InlineData($$$"""{"target":{"location_id":"{{{Location}}}","charger_ids":["a",3]},"event":{"id_tag":"A"}}""", "body.target.charger_ids.1", "string_type")]
    [InlineData("""{"target":{"charger_id":"a"}}""", "body.event", "missing")]
    [InlineData("""{"target":{"charger_id":"a"},"event":null}""", "body.event", "dict_type")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{}}""", "body.event.id_tag", "missing")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"id_tag":""}}""", "body.event.id_tag", "string_too_short")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"id_tag":"A","connector_id":0}}""", "body.event.connector_id", "greater_than_equal")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"id_tag":"A","connector_id":"1"}}""", "body.event.connector_id", "int_type")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"id_tag":"A","soc_percent":101}}""", "body.event.soc_percent", "less_than_equal")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"id_tag":"A","ev":"horse"}}""", "body.event.ev", "enum")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"id_tag":"A","ev":{}}}""", "body.event.ev.battery_kwh", "missing")]
    public async Task Refuses_what_is_no_command(string body, string loc, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await fleet.Client.PostAsync("ocpp/commands/start-session", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var violation = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.AsArray().ShouldHaveSingleItem()!;
        violation["type"]!.GetValue<string>().ShouldBe(type);
        string.Join('.', violation["loc"]!.AsArray().Select(l => l!.ToString())).ShouldBe(loc);
    }

    [Fact]
    public async Task A_location_is_a_target_and_its_unknown_chargers_fail_one_by_one()
    {
        var first = await fleet.AddChargerAsync("loc-1");
        var second = await fleet.AddChargerAsync("loc-2", "OCPP2.0.1");
        var location = LiveFleet.Text(await fleet.UntilAsync(first, _ => true, "there"), "location_id");
        var tag = new string('x', 30);

        var (status, body) = await fleet.CommandAsync(
            "start-session", new { target = new { location_id = location, charger_ids = new[] { first, second, "dep-none" } }, @event = new { id_tag = tag } });

        status.ShouldBe(HttpStatusCode.Accepted);
        body["targeted_count"]!.GetValue<int>().ShouldBe(3);
        body["results"]!.AsArray().ShouldHaveSingleItem()!["charger_id"]!.GetValue<string>().ShouldBe(second);
        body["failed"]!.AsArray().Select(f => f!.ToJsonString()).ShouldBe(
        [
            $$"""{"charger_id":"{{first}}","identity":"loc-1","error":"OCPP 1.6 takes an id_tag of at most 20 characters."}""",
            """{"charger_id":"dep-none","identity":null,"error":"The location has no such charger."}""",
        ]);
    }
}
