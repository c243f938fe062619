using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Tests.Commands;

public sealed class BehaviorCommandTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    [Theory]
    [InlineData("""{"event":{}}""", "body.target missing")]
    [InlineData("""{"target":{"charger_id":"a"}}""", "body.event missing")]
    [InlineData("""{"target":{"charger_id":"a"},"event":[]}""", "body.event dict_type")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"network":{"drop":2}}}""", "body.event.network.drop less_than_equal")]
    [InlineData("""{"target":{"charger_id":"a"},"event":{"latency_ms":2}}""", "body.event.latency_ms extra_forbidden")]
    public async Task Refuses_what_is_no_behavior(string body, string violation)
    {
        var (status, answer) = await fleet.CommandAsync("behavior", JsonNode.Parse(body)!);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var only = answer["detail"]!.AsArray().ShouldHaveSingleItem()!;
        $"{string.Join('.', only["loc"]!.AsArray().Select(l => l!.ToString()))} {only["type"]}".ShouldBe(violation);
    }

    [Fact]
    public async Task A_network_gets_bad_at_once_is_marked_and_gets_good_again()
    {
        var id = await fleet.AddChargerAsync("chaos-net");
        var (status, body) = await fleet.CommandAsync("behavior", new { target = new { charger_id = id }, @event = new { network = new { latency_ms = 30, duplicate = 1 } } });
        status.ShouldBe(HttpStatusCode.Accepted);
        body["results"]![0]!["command"]!["event_type"]!.GetValue<string>().ShouldBe("behavior");
        body["results"]![0]!["command"]!["payload"]!.ToJsonString().ShouldBe("""{"network":{"latency_ms":30,"duplicate":1}}""");
        await UntilMarkedAsync(id, "the station begins to misbehave");

        await fleet.CommandAsync("start-session", new { target = new { charger_id = id }, @event = new { id_tag = "T" } });
        await fleet.UntilConnectorAsync(id, "Charging");
        var marked = await UntilMarkedAsync(id, "duplicate");
        marked["on_wire"]!.GetValue<bool>().ShouldBeTrue();
        (await fleet.LogsAsync(id, "?limit=1000"))["data"]!.AsArray().ShouldAllBe(f => f!["direction"]!.GetValue<string>() != "none");

        await fleet.CommandAsync("behavior", new { target = new { charger_id = id }, @event = new { } });
        await UntilMarkedAsync(id, "the station behaves again");
        ((await fleet.Client.GetAsync($"ocpp/chargers/{id}", TestContext.Current.CancellationToken)).IsSuccessStatusCode).ShouldBeTrue();
    }

    [Fact]
    public async Task A_fault_of_the_behavior_comes_and_the_order_survives_a_restart_of_the_gateway_without_coming_again()
    {
        await using var own = new LiveFleetOwner();
        var live = await own.StartAsync();
        var id = await live.AddChargerAsync("chaos-fault");
        await live.CommandAsync("behavior", new { target = new { charger_id = id }, @event = new { offline = false, faults = new[] { new { fault_type = "PowerSwitchFailure" } }, answers = new[] { new { action = "Reset", status = "Rejected" } } } });
        await live.UntilConnectorAsync(id, "Faulted");
        await live.RestartAsync();
        await live.UntilConnectorAsync(id, "Faulted");
        var shown = await live.UntilAsync(id, _ => true, "there");
        shown["behavior"]!["answers"]![0]!["status"]!.GetValue<string>().ShouldBe("Rejected");
    }

    [Fact]
    public async Task A_location_of_two_versions_is_taken_charger_by_charger()
    {
        var old = await fleet.AddChargerAsync("chaos-16");
        var young = await fleet.AddChargerAsync("chaos-201", "OCPP2.0.1");
        var location = LiveFleet.Text(await fleet.UntilAsync(old, _ => true, "there"), "location_id");
        var target = new { location_id = location, charger_ids = new[] { old, young, "dep-none" } };
        var (status, body) = await fleet.CommandAsync("behavior", new { target, @event = new { answers = new[] { new { action = "SetVariables", delay_seconds = 1 } } } });
        status.ShouldBe(HttpStatusCode.Accepted);
        body["results"]!.AsArray().ShouldHaveSingleItem()!["charger_id"]!.GetValue<string>().ShouldBe(young);
        body["failed"]!.AsArray().Select(f => f!["error"]!.GetValue<string>()).ShouldBe(["OCPP1.6 has no SetVariables to answer.", "The location has no such charger."]);
        (await fleet.CommandAsync("behavior", new { target = new { charger_id = old }, @event = new { } }, fleet.OtherClient)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await fleet.CommandAsync("behavior", new { target = new { location_id = location }, @event = new { } }, fleet.OtherClient)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonObject> UntilMarkedAsync(string id, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var log = await fleet.LogsAsync(id, "?marks=true&limit=1000");
            if (log["data"]!.AsArray().FirstOrDefault(f => f!["message"]!.GetValue<string>() == what || f["mark"]?.GetValue<string>().Contains(what, StringComparison.Ordinal) == true) is JsonObject found)
                return found;
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(30))
                throw new ShouldAssertException($"nothing says '{what}': {log.ToJsonString()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
