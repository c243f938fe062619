using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using Voltbench.Gateway.Tests.Chargers;

namespace Voltbench.Gateway.Tests.Commands;

/// <summary>A command to a location of 5,000 chargers: answered within a second, there within three.</summary>
public sealed class LargeLocationTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    private const int Chargers = 5_000;

    [Fact]
    public async Task A_command_reaches_five_thousand_chargers_in_time()
    {
        var location = await fleet.CreateLocationAsync();
        var group = ChargerApi.Group("L-", Chargers);
        group["template"]!["behavior"] = new JsonObject { ["offline"] = true };
        var job = await fleet.Client.ExpectAsync(HttpMethod.Post, $"ocpp/locations/{location}/chargers", new JsonArray(group), 202);
        await UntilAsync(async () => (await fleet.Client.GetAsync(job.String("status_url"), 200)).String("status") == "READY", TimeSpan.FromSeconds(60));
        var target = new { location_id = location };
        // The first command of a process compiles the way.
        await fleet.CommandAsync("unplug-connector", new { target });
        await UntilAsync(async () => await CountAsync(location, "Available") == Chargers, TimeSpan.FromSeconds(60));

        var started = Stopwatch.GetTimestamp();
        var (status, body) = await fleet.CommandAsync("plug-connector", new { target });
        var answered = Stopwatch.GetElapsedTime(started);
        await UntilAsync(async () => await CountAsync(location, "Preparing") == Chargers, TimeSpan.FromSeconds(60));
        var reached = Stopwatch.GetElapsedTime(started);

        status.ShouldBe(HttpStatusCode.Accepted);
        (body["targeted_count"]!.GetValue<int>(), body["queued_count"]!.GetValue<int>()).ShouldBe((Chargers, Chargers));
        body["results"]!.AsArray().Select(r => r!["command"]!["id"]!.GetValue<string>()).ShouldBeUnique();
        answered.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        reached.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    private async Task<long> CountAsync(Guid location, string status)
    {
        await using var source = NpgsqlDataSource.Create(fleet.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select count(*) from ocpp.charger_runtime r join ocpp.chargers c on c.key = r.charger_key
            where c.location_id = $1 and r.connectors -> 0 ->> 'status' = $2
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = location });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = status });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(limit);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
