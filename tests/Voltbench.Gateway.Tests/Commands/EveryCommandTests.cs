using System.Net;
using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Tests.Commands;

/// <summary>What all commands have in common, on chargers that run: whom they reach, and whom not and why.</summary>
public sealed class EveryCommandTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    public static TheoryData<string> Commands => [.. CommandFields.Names];

    public static TheoryData<string> FleetCommands => [.. CommandFields.Fleet.Keys];

    public static TheoryData<string> SingleCommands => [.. CommandFields.Single.Keys];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task What_another_organization_has_does_not_exist(string command)
    {
        var id = await fleet.AddChargerAsync($"private-{command.Replace('/', '-')}");
        var @event = CommandFields.Good(command);

        var (status, body) = await fleet.CommandAsync(command, new { target = new { charger_id = id }, @event }, fleet.OtherClient);
        status.ShouldBe(HttpStatusCode.NotFound);
        var (_, unknown) = await fleet.CommandAsync(command, new { target = new { charger_id = "dep-none" }, @event });
        body.ToJsonString().Replace(id, "dep-none", StringComparison.Ordinal).ShouldBe(unknown.ToJsonString());
        (await fleet.CommandAsync(command, new { target = new { charger_id = id }, @event }, fleet.Anonymous)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        if (!CommandFields.Fleet.ContainsKey(command))
            return;
        var location = LiveFleet.Text(await fleet.UntilAsync(id, _ => true, "there"), "location_id");
        (await fleet.CommandAsync(command, new { target = new { location_id = location }, @event }, fleet.OtherClient)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(FleetCommands))]
    public async Task A_command_is_queued_with_the_event_as_it_was_understood(string command)
    {
        var id = await fleet.AddChargerAsync($"queued-{command}");
        var @event = CommandFields.Good(command);

        var (status, body) = await fleet.CommandAsync(command, new { target = new { charger_id = id }, @event });

        status.ShouldBe(HttpStatusCode.Accepted);
        (body["targeted_count"]!.GetValue<int>(), body["queued_count"]!.GetValue<int>(), body["failed_count"]!.GetValue<int>()).ShouldBe((1, 1, 0), body.ToJsonString());
        body["failed"]!.AsArray().ShouldBeEmpty();
        var result = body["results"]!.AsArray().ShouldHaveSingleItem()!;
        result["charger_id"]!.GetValue<string>().ShouldBe(id);
        result["identity"]!.GetValue<string>().ShouldBe($"queued-{command}");
        var sent = result["command"]!;
        sent["id"]!.GetValue<string>().ShouldMatch("^[0-9a-f]{12}$");
        sent["event_type"]!.GetValue<string>().ShouldBe(command == "authorize-id-tag" ? "authorize" : command.Replace('-', '_'));
        sent["ocpp_version"]!.GetValue<string>().ShouldBe("ocpp1.6");
        foreach (var (name, value) in @event)
            JsonNode.DeepEquals(sent["payload"]![name], value).ShouldBeTrue($"{name} in {sent["payload"]!.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_stopped_charger_is_told_as_such(string command)
    {
        var id = await fleet.AddChargerAsync($"stopped-{command.Replace('/', '-')}");
        using var stopped = await fleet.Client.PostAsync($"ocpp/chargers/{id}/stop-charger", null);
        stopped.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var (status, body) = await fleet.CommandAsync(command, new { target = new { charger_id = id }, @event = CommandFields.Good(command) });

        if (CommandFields.Single.ContainsKey(command))
        {
            status.ShouldBe(HttpStatusCode.Conflict);
            body.ToJsonString().ShouldBe("""{"detail":"The charger is stopped."}""");
            return;
        }

        status.ShouldBe(HttpStatusCode.Accepted);
        body["results"]!.AsArray().ShouldBeEmpty();
        body["failed"]!.AsArray().ShouldHaveSingleItem()!["error"]!.GetValue<string>().ShouldBe("The charger is stopped.");
    }

    [Theory]
    [InlineData("OCPP1.6", """{"connector_id":2}""", "The charger has 1 connector; there is no connector 2.")]
    [InlineData("OCPP2.0.1", """{"evse_id":9}""", "The charger has 1 connector; there is no connector 9.")]
    [InlineData("OCPP1.6", """{"evse_id":2,"connector_id":1}""", "In OCPP 1.6 EVSE 2 is connector 2, not connector 1.")]
    [InlineData("OCPP2.0.1", """{"evse_id":2,"connector_id":2}""", "In OCPP 2.0.1 EVSE 2 has connector 1 only, not connector 2.")]
    public async Task A_connector_that_a_charger_lacks_is_no_queued_command(string version, string connector, string error)
    {
        var id = await fleet.AddChargerAsync($"lacks-{Guid.NewGuid():N}", version);
        foreach (var command in CommandFields.Names.Where(c => CommandFields.Of(c).Any(f => f.Name == "evse_id")))
        {
            var @event = CommandFields.Good(command);
            @event.Remove("connector_id");
            @event.Remove("evse_id");
            foreach (var (name, value) in JsonNode.Parse(connector)!.AsObject())
                @event[name] = value!.DeepClone();

            var (status, body) = await fleet.CommandAsync(command, new { target = new { charger_id = id }, @event });

            if (CommandFields.Single.ContainsKey(command))
            {
                status.ShouldBe(HttpStatusCode.UnprocessableEntity, command);
                body["detail"]!.AsArray().ShouldHaveSingleItem()!["msg"]!.GetValue<string>().ShouldBe($"Value error, {error}", command);
            }
            else
            {
                status.ShouldBe(HttpStatusCode.Accepted, command);
                body["queued_count"]!.GetValue<int>().ShouldBe(0, command);
                body["failed"]![0]!["error"]!.GetValue<string>().ShouldBe(error, command);
            }
        }
    }

    [Theory]
    [InlineData("reset", """{"type":"Hard"}""", null, "OCPP 2.0.1 has no reset Hard; it has Immediate and OnIdle.")]
    [InlineData("reset", """{"type":"onidle"}""", "OCPP 1.6 has no reset OnIdle; it has Hard and Soft.", null)]
    [InlineData("stop-transaction", """{"reason":"MasterPass"}""", "OCPP 1.6 has no reason MasterPass; it has ", null)]
    [InlineData("stop-transaction", """{"reason":"HardReset"}""", null, "OCPP 2.0.1 has no reason HardReset; it has ")]
    [InlineData("authorize", """{"id_tag":"123456789012345678901"}""", "OCPP 1.6 takes an id_tag of at most 20 characters.", null)]
    [InlineData("present-id-tag", """{"id_tag":"123456789012345678901"}""", "OCPP 1.6 takes an id_tag of at most 20 characters.", null)]
    [InlineData("start-transaction", """{"id_tag":"123456789012345678901"}""", "OCPP 1.6 takes an id_tag of at most 20 characters.", null)]
    public async Task What_one_version_lacks_fails_on_its_chargers_alone(string command, string @event, string? error16, string? error201)
    {
        var old = await fleet.AddChargerAsync($"v16-{Guid.NewGuid():N}");
        var young = await fleet.AddChargerAsync($"v201-{Guid.NewGuid():N}", "OCPP2.0.1");
        var location = LiveFleet.Text(await fleet.UntilAsync(old, _ => true, "there"), "location_id");

        var (status, body) = await fleet.CommandAsync(
            command, new { target = new { location_id = location, charger_ids = new[] { young, old } }, @event = JsonNode.Parse(@event) });

        status.ShouldBe(HttpStatusCode.Accepted);
        var failed = body["failed"]!.AsArray().ToDictionary(f => f!["charger_id"]!.GetValue<string>(), f => f!["error"]!.GetValue<string>());
        failed.Count.ShouldBe(1, body.ToJsonString());
        var (id, error) = error16 is not null ? (old, error16) : (young, error201!);
        failed[id].ShouldStartWith(error);
        body["results"]!.AsArray().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("OCPP1.6", "HeartbeatInterval")]
    [InlineData("OCPP2.0.1", "OCPPCommCtrlr.HeartbeatInterval")]
    public async Task A_command_that_waits_answers_with_its_outcome(string version, string key)
    {
        var id = await fleet.AddChargerAsync($"outcomes-{version}", version);

        var set = await AskAsync(id, "configuration", $$"""[{"key":"{{key}}","value":"120"},{"key":"No.Such","value":"1"}]""");
        Text(set, "status").ShouldBe("Rejected");
        set["configured"]!.ToJsonString().ShouldBe($$"""["{{key}}"]""");
        Text(set, "msg").ShouldContain("No.Such");
        Text(await AskAsync(id, "configuration", $$"""{"key":"{{key}}","value":"60"}"""), "status").ShouldBe("Accepted");

        var list = await AskAsync(id, "local-auth-list", """{"list_version":3,"entries":[{"id_tag":"A"},{"id_tag":"B","expiry_date":"2030-01-01T00:00:00Z","parent_id_tag":"P"}]}""");
        list.ToJsonString().ShouldBe("""{"status":"Accepted","list_version":3,"entries_received":2}""");
        list = await AskAsync(id, "local-auth-list", """{"list_version":3,"entries":[]}""");
        list.ToJsonString().ShouldBe("""{"status":"VersionMismatch","list_version":3,"entries_received":0}""");
        list = await AskAsync(id, "local-auth-list", """{"list_version":4,"update_type":"differential","entries":[{"id_tag":"C"}]}""");
        list.ToJsonString().ShouldBe("""{"status":"Accepted","list_version":4,"entries_received":1}""");
        (await AskAsync(id, "clear-local-auth-list", "{}"))["entries_deleted"]!.GetValue<int>().ShouldBe(3);
        (await AskAsync(id, "clear-local-auth-list", "{}"))["entries_deleted"]!.GetValue<int>().ShouldBe(0);
        (await AskAsync(id, "cache/reset", "{}"))["cleared_entries"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("OCPP1.6", 1)]
    [InlineData("OCPP2.0.1", 1)]
    public async Task A_fault_comes_and_goes(string version, int connector)
    {
        var id = await fleet.AddChargerAsync($"fault-{version}", version);

        var broken = await AskAsync(id, "inject-fault", """{"fault_type":"over_current"}""");
        Text(broken, "fault_type").ShouldBe("OverCurrent");
        (broken["evse_id"]!.GetValue<int>(), broken["connector_id"]!.GetValue<int>(), Text(broken, "status")).ShouldBe((1, connector, "Faulted"));
        Text(broken, "msg").ShouldNotBeEmpty();
        await fleet.UntilConnectorAsync(id, "Faulted");

        var (status, none) = await fleet.CommandAsync(
            "clear-fault", new { target = new { charger_id = id }, @event = new { fault_type = "GroundFailure" } });
        status.ShouldBe(HttpStatusCode.Conflict, none.ToJsonString());

        var mended = await AskAsync(id, "clear-fault", "{}");
        mended.Select(m => m.Key).ShouldBe(broken.Select(m => m.Key));
        Text(mended, "status").ShouldBe("Available");
        await fleet.UntilConnectorAsync(id, "Available");
    }

    [Fact]
    public async Task Tags_of_a_list_that_1_6_cannot_hold_are_refused_one_by_one()
    {
        var id = await fleet.AddChargerAsync("long-tags");
        var @event = JsonNode.Parse("""{"list_version":1,"entries":[{"id_tag":"A"},{"id_tag":"123456789012345678901"}]}""");

        var (status, body) = await fleet.CommandAsync("local-auth-list", new { target = new { charger_id = id }, @event });

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body["detail"]!.AsArray().ShouldHaveSingleItem()!["loc"]!.ToJsonString().ShouldBe("""["body","event","entries",1]""");
    }

    private async Task<JsonObject> AskAsync(string id, string command, string @event)
    {
        var (status, body) = await fleet.CommandAsync(command, new { target = new { charger_id = id }, @event = JsonNode.Parse(@event) });
        status.ShouldBe(HttpStatusCode.OK, $"{command}: {body.ToJsonString()}");
        return body;
    }

    private static string Text(JsonObject o, string name) => LiveFleet.Text(o, name).ShouldNotBeNull();
}
