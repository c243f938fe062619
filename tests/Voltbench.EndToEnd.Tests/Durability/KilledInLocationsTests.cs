using System.Net;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Testing.Csms;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>SIGKILL at different moments of a bulk creation of OCPI locations: every location is there whole, none twice.</summary>
public sealed class KilledInLocationsTests
{
    private const int Locations = 200;
    private const int ChargersEach = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(0, "2.2.1")]
    [InlineData(1, "2.1.1")]
    [InlineData(Locations, "2.2.1")]
    public async Task Locations_killed_after_some_boots_are_whole_after_restart(int bootsBeforeKill, string version)
    {
        await using var csms = await RecordingCsms.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync();
        var cpo = await gateway.Client.SendAsync(HttpMethod.Post, "/ocpi/cpos", HttpStatusCode.Accepted, new
        {
            template = "small-urban-ac",
            country_code = "FR",
            party_id = "KIL",
            ocpi_version = version,
            ws_url = csms.Url,
            overrides = new { locations = 1, chargers_per_location = 1 },
        });
        var id = cpo.GetProperty("cpo_id").GetString();
        (await gateway.Client.WaitForFinalAsync($"/ocpi/cpos/{id}/status", Limit)).GetProperty("status").GetString().ShouldBe("READY");
        var before = Booted(csms).Count;

        var job = await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpi/cpos/{id}/locations", HttpStatusCode.Accepted, new
        {
            locations = Enumerable.Range(0, Locations).Select(Location).ToArray(),
        });
        await csms.WaitUntilAsync(c => Booted(c).Count - before >= bootsBeforeKill, Limit, $"{bootsBeforeKill} boots before the kill");
        await gateway.KillAsync();
        await csms.WaitUntilAsync(c => c.Connected.Count == 0, Limit, "all sockets gone after the kill");
        await gateway.StartAgainAsync();

        var final = await gateway.Client.WaitForFinalAsync(job.GetProperty("status_url").GetString()!, Limit);
        final.GetProperty("status").GetString().ShouldBe("READY", final.ToString());
        var results = final.GetProperty("results");
        results.GetProperty("failed").GetArrayLength().ShouldBe(0, final.ToString());
        results.GetProperty("location_ids").EnumerateArray().Select(l => l.GetString()).Distinct().Count().ShouldBe(Locations);

        var locations = await AllAsync(gateway.Client, $"/ocpi/cpos/{id}/locations");
        locations.Count.ShouldBe(Locations + 1);
        foreach (var location in locations.Where(l => l.GetProperty("name").GetString()!.StartsWith("Kill ", StringComparison.Ordinal)))
            ShouldBeWhole(location);
        locations.SelectMany(Evses).Select(e => e.GetProperty("evse_uid").GetString()).ShouldBeUnique();
        locations.SelectMany(Evses).Select(e => e.GetProperty("topology_id").GetString()).ShouldBeUnique();
        (await gateway.Client.GetJsonAsync("/ocpp/locations?limit=1")).GetProperty("total").GetInt32().ShouldBe(Locations + 1);
        (await gateway.Client.GetJsonAsync("/ocpp/chargers?limit=1")).GetProperty("total").GetInt32().ShouldBe((Locations * ChargersEach) + 1);
        await csms.WaitUntilAsync(c => c.Connected.Count == (Locations * ChargersEach) + 1, Limit, "all connected");
        csms.Violations.ShouldBeEmpty();
    }

    /// <summary>The first charger of each has two connectors.</summary>
    private static object Location(int number) => new
    {
        name = $"Kill {number:D3}",
        address = "14 Rue de la Paix",
        city = "Paris",
        country = "FR",
        coordinates = new { latitude = 48.8566, longitude = 2.3522 },
        chargers = new object[]
        {
            new { identity = $"K{number:D3}-A", brand_slug = "abb", model_slug = "terra-184", connector_type = "CCS2", ocpp_version = "OCPP1.6" },
            new
            {
                template = new { brand_slug = "wallbox", model_slug = "wallbox-pulsar-plus", connector_type = "Type2", ocpp_version = "OCPP2.0.1", identity_prefix = $"K{number:D3}-" },
                charger_ids = new[] { "B", "C" },
            },
        },
    };

    private static void ShouldBeWhole(JsonElement location)
    {
        var number = location.GetProperty("name").GetString()![5..];
        var chargers = location.GetProperty("chargers").EnumerateArray().ToList();
        chargers.Select(c => c.GetProperty("identity").GetString()).ShouldBe([$"K{number}-A", $"K{number}-B", $"K{number}-C"]);
        Evses(location).Select(e => e.GetProperty("evse_uid").GetString()).ShouldBe([$"K{number}-A_C1", $"K{number}-A_C2", $"K{number}-B", $"K{number}-C"]);
        chargers.Select(c => c.GetProperty("topology_default_id").ValueKind).ShouldBe([JsonValueKind.String, JsonValueKind.Null, JsonValueKind.Null]);
    }

    private static IEnumerable<JsonElement> Evses(JsonElement location) =>
        location.GetProperty("chargers").EnumerateArray().SelectMany(c => c.GetProperty("evses").EnumerateArray());

    private static async Task<List<JsonElement>> AllAsync(HttpClient client, string path)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var rows = (await client.GetJsonAsync($"{path}?limit=100&page={page}")).GetProperty("data").EnumerateArray().ToList();
            if (rows.Count == 0)
                return all;
            all.AddRange(rows);
        }
    }

    private static HashSet<string> Booted(RecordingCsms csms) =>
        [.. csms.Calls.Where(c => c.Action == "BootNotification").Select(c => c.Identity)];
}
