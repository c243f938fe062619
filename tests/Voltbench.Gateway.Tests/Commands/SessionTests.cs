using System.Net;
using System.Text.Json.Nodes;
using Npgsql;

namespace Voltbench.Gateway.Tests.Commands;

public sealed class SessionTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    [Theory]
    [InlineData("OCPP1.6", "StartTransaction", "StopTransaction")]
    [InlineData("OCPP2.0.1", "TransactionEvent", "TransactionEvent")]
    public async Task A_session_runs_from_command_to_command_and_every_frame_is_in_the_log(string version, string begin, string end)
    {
        var id = await fleet.AddChargerAsync($"session-{version}", version);

        var (status, body) = await fleet.CommandAsync(
            "start-session", new { target = new { charger_id = id }, @event = new { id_tag = "TAG-1", soc_percent = 40, ev = "ac-3-phase" } });
        status.ShouldBe(HttpStatusCode.Accepted);
        body["targeted_count"]!.GetValue<int>().ShouldBe(1);
        body["queued_count"]!.GetValue<int>().ShouldBe(1);
        body["failed_count"]!.GetValue<int>().ShouldBe(0);
        var result = body["results"]![0]!;
        result["charger_id"]!.GetValue<string>().ShouldBe(id);
        result["identity"]!.GetValue<string>().ShouldBe($"session-{version}");
        result["command"]!["id"]!.GetValue<string>().ShouldMatch("^[0-9a-f]{12}$");
        result["command"]!["event_type"]!.GetValue<string>().ShouldBe("start_session");
        result["command"]!["ocpp_version"]!.GetValue<string>().ShouldBe(version.ToLowerInvariant());
        result["command"]!["payload"]!.ToJsonString().ShouldBe("""{"id_tag":"TAG-1","connector_id":1,"ev":"ac-3-phase","soc_percent":40}""");

        await fleet.UntilAsync(id, r => r["connectors"]![0]!["transaction_id"] is not null && r["connectors"]![0]!["power_w"]!.GetValue<double>() > 0, "charging");
        (status, _) = await fleet.CommandAsync("stop-session", new { target = new { charger_id = id } });
        status.ShouldBe(HttpStatusCode.Accepted);
        await fleet.UntilConnectorAsync(id, "Available");

        var logs = await fleet.LogsAsync(id, "?order=asc&limit=1000");
        var frames = logs["data"]!.AsArray();
        frames.Count.ShouldBe(logs["total"]!.GetValue<int>());
        frames[0]!["action"]!.GetValue<string>().ShouldBe("BootNotification");
        frames[0]!["direction"]!.GetValue<string>().ShouldBe("cp_to_csms");
        frames[1]!["direction"]!.GetValue<string>().ShouldBe("csms_to_cp");
        frames[1]!["action"]!.GetValue<string>().ShouldBe("BootNotification", "an answer carries the action of its call");
        Pairs(frames);
        foreach (var action in (string[])[begin, end, "Authorize", "StatusNotification"])
            frames.ShouldContain(f => f!["action"]!.GetValue<string>() == action);

        var filtered = await fleet.LogsAsync(id, "?event=Authorize");
        filtered["total"]!.GetValue<int>().ShouldBe(2);
        var first = frames[0]!["timestamp"]!.GetValue<string>();
        (await fleet.LogsAsync(id, $"?start_date={first}&end_date={first}"))["total"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(1, "both ends are inclusive");
        (await fleet.LogsAsync(id, "?limit=1&offset=1&order=asc"))["data"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(frames[1]!.ToJsonString());
    }

    [Fact]
    public async Task Deleting_a_charger_ends_its_session_cleanly()
    {
        var id = await fleet.AddChargerAsync("to-delete");
        await fleet.CommandAsync("start-session", new { target = new { charger_id = id }, @event = new { id_tag = "TAG-2" } });
        await fleet.UntilConnectorAsync(id, "Charging");

        (await fleet.StatusOfAsync(HttpMethod.Delete, $"ocpp/chargers/{id}")).ShouldBe(HttpStatusCode.NoContent);

        (await fleet.StatusOfAsync(HttpMethod.Get, $"ocpp/chargers/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await fleet.StatusOfAsync(HttpMethod.Get, $"ocpp/chargers/{id}/logs")).ShouldBe(HttpStatusCode.NotFound);
        (await fleet.StatusOfAsync(HttpMethod.Delete, $"ocpp/chargers/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await QueryAsync("select stop_reason from ocpp.csms_transactions where identity = 'to-delete' and stopped_at is not null")).ShouldBe("Other");
        (await QueryAsync("select count(*) from ocpp.charger_outbox o left join ocpp.chargers c on c.key = o.charger_key where c.key is null")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_stopped_charger_stays_stopped_over_a_restart_of_the_gateway_and_a_running_one_comes_back()
    {
        await using var own = new LiveFleetOwner();
        var live = await own.StartAsync();
        var stops = await live.AddChargerAsync("stops");
        var runs = await live.AddChargerAsync("runs");
        await live.CommandAsync("start-session", new { target = new { charger_id = runs }, @event = new { id_tag = "TAG-3" } });
        await live.UntilConnectorAsync(runs, "Charging");
        using var stopped = await live.Client.PostAsync($"ocpp/chargers/{stops}/stop-charger", null);
        stopped.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var body = JsonNode.Parse(await stopped.Content.ReadAsStringAsync())!;
        body.ToJsonString().ShouldBe(
            $$$"""{"id":"{{{stops}}}","event_type":"stop_charger","ocpp_version":"OCPP1.6","payload":{"provider":"voltbench","runtime_kind":"actor","service_name":"{{{stops}}}","desired_count":0,"status":"ACTIVE"}}""");
        var off = await live.UntilAsync(stops, r => LiveFleet.Text(r, "connection") == "stopped", "stopped");
        off["runtime"]!["boot_status"].ShouldBeNull("what is switched off is registered nowhere");

        await live.RestartAsync();

        // The port of the gateway, and so of its CSMS, is another one: point the charger there.
        using var moved = await live.Client.PutAsync($"ocpp/chargers/{runs}", new StringContent($$"""{"ws_url":"{{live.CsmsUrl}}"}""", System.Text.Encoding.UTF8, "application/json"));
        moved.StatusCode.ShouldBe(HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        var back = await live.UntilAsync(runs, r => LiveFleet.Text(r, "connection") == "connected" && LiveFleet.Text((JsonObject)r["connectors"]![0]!, "status") == "Charging", "charging again");
        back["runtime"]!["connectors"]![0]!["id_tag"]!.GetValue<string>().ShouldBe("TAG-3");
        (await live.Client.GetStringAsync($"ocpp/chargers/{stops}")).ShouldContain("\"desired\":\"stopped\"");
        var (_, failed) = await live.CommandAsync("start-session", new { target = new { charger_id = stops }, @event = new { id_tag = "T" } });
        failed["failed"]![0]!.ToJsonString().ShouldBe($$"""{"charger_id":"{{stops}}","identity":"stops","error":"The charger is stopped."}""");
    }

    /// <summary>Calls and answers of the log belong together: no answer without a call, no call without its answer but the last.</summary>
    private static void Pairs(JsonArray frames)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            var message = JsonNode.Parse(frame!["message"]!.GetValue<string>())!.AsArray();
            var id = message[1]!.GetValue<string>();
            if (message[0]!.GetValue<int>() == 2)
                open.Add(id).ShouldBeTrue("ids are unique");
            else
                open.Remove(id).ShouldBeTrue("the call of an answer is in the log before it");
        }

        open.Count.ShouldBeLessThanOrEqualTo(1);
    }

    private async Task<object?> QueryAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(fleet.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
