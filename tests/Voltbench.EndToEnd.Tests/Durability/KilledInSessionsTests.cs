using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Ocpp;
using Voltbench.Testing.Csms;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>SIGKILL in the middle of 50 running sessions: each transaction goes on, ends once, and its meter never falls.</summary>
public sealed class KilledInSessionsTests
{
    private const int Chargers = 50;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Fifty_sessions_survive_two_kills_with_nothing_lost_and_nothing_double()
    {
        await using var csms = await RecordingCsms.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync();
        var location = await gateway.Client.CreateLocationAsync("Sessions");
        await Task.WhenAll(Enumerable.Range(0, Chargers).Select(n => CreateChargerAsync(gateway.Client, location, csms.Url, n)));
        await csms.WaitUntilAsync(c => Sessions(c, "BootNotification") == Chargers, Limit, "all booted");
        // 1.6 says that a connector is free before anybody plugs in; a session may only be asked for then.
        await csms.WaitUntilAsync(c => Sessions(c, "StatusNotification") == Chargers, Limit, "all said their status");

        var started = await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/commands/start-session", HttpStatusCode.Accepted, new
        {
            target = new { location_id = location },
            @event = new { id_tag = "DRIVER-1" },
        });
        started.GetProperty("queued_count").GetInt32().ShouldBe(Chargers, started.ToString());
        for (var kills = 0; kills < 2; kills++)
        {
            var before = Samples(csms);
            await csms.WaitUntilAsync(c => Grew(before, Samples(c), by: 2), Limit, "two more samples from each session");
            await gateway.KillAsync();
            await csms.WaitUntilAsync(c => c.Connected.Count == 0, Limit, "all sockets gone after the kill");
            await gateway.StartAgainAsync();
        }

        var resumed = Samples(csms);
        await csms.WaitUntilAsync(c => Grew(resumed, Samples(c), by: 1), Limit, "every session goes on after the last restart");
        await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/commands/stop-session", HttpStatusCode.Accepted, new { target = new { location_id = location } });
        await csms.WaitUntilAsync(c => Ended(c).Count == Chargers, Limit, "every session ended");

        csms.Violations.ShouldBeEmpty();
        foreach (var station in csms.Calls.GroupBy(c => c.Identity, StringComparer.Ordinal))
            SessionLedger.Check(station.Key, [.. station]);
    }

    private static async Task CreateChargerAsync(HttpClient client, string location, string url, int n)
    {
        var id = await client.CreateChargerAsync(
            $"SESSION-{n:D2}",
            url,
            ("ocpp_version", n % 2 == 0 ? "OCPP1.6" : "OCPP2.0.1"),
            ("location_id", location),
            ("behavior", new JsonObject { ["meter_interval_seconds"] = 1 }));
        (await client.WaitForFinalAsync($"/ocpp/chargers/{id}/status", Limit)).GetProperty("status").GetString().ShouldBe("READY");
    }

    private static int Sessions(RecordingCsms csms, string action) =>
        csms.Calls.Where(c => c.Action == action).Select(c => c.Identity).Distinct(StringComparer.Ordinal).Count();

    private static Dictionary<string, int> Samples(RecordingCsms csms) => csms.Calls
        .Where(c => c.Action == "MeterValues" || (c.Action == "TransactionEvent" && EventType(c) == "Updated"))
        .GroupBy(c => c.Identity, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    private static bool Grew(Dictionary<string, int> before, Dictionary<string, int> now, int by) =>
        now.Count == Chargers && now.All(pair => pair.Value >= before.GetValueOrDefault(pair.Key) + by);

    private static HashSet<string> Ended(RecordingCsms csms) =>
        [.. csms.Calls.Where(c => c.Action == "StopTransaction" || (c.Action == "TransactionEvent" && EventType(c) == "Ended")).Select(c => c.Identity)];

    private static string EventType(RecordedCall call) => call.Payload.GetProperty("eventType").GetString()!;
}
