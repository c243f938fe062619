using System.Diagnostics;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Gateway.Tests.Cpos;

namespace Voltbench.Gateway.Tests.OcpiLocations;

internal static class SiteApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A complete description, without chargers.</summary>
    public static JsonObject Described(string name = "La Defense Charging Hub") => new()
    {
        ["name"] = name,
        ["address"] = "14 Rue de la Paix",
        ["city"] = "Paris",
        ["country"] = "FR",
        ["coordinates"] = new JsonObject { ["latitude"] = 48.8566, ["longitude"] = 2.3522 },
        ["timezone"] = "Europe/Paris",
        ["owner_name"] = "VINCI Autoroutes",
        ["public"] = true,
        ["parking_type"] = "PARKING_GARAGE",
        ["postal_code"] = "75002",
    };

    /// <summary>A charger with two connectors.</summary>
    public static JsonObject Charger(string identity, string ocppVersion = "OCPP1.6") => new()
    {
        ["identity"] = identity,
        ["brand_slug"] = "abb",
        ["model_slug"] = "terra-184",
        ["connector_type"] = "CCS2",
        ["ocpp_version"] = ocppVersion,
        ["charge_point_name"] = "Bay 1",
    };

    /// <summary>Chargers with one connector.</summary>
    public static JsonObject Group(string prefix, int number) => new()
    {
        ["template"] = new JsonObject
        {
            ["brand_slug"] = "wallbox",
            ["model_slug"] = "wallbox-pulsar-plus",
            ["connector_type"] = "Type2",
            ["ocpp_version"] = "OCPP1.6",
            ["identity_prefix"] = prefix,
        },
        ["charger_ids"] = new JsonArray([.. Enumerable.Range(1, number).Select(n => (JsonNode)$"{n}")]),
        ["chargers_number"] = number,
    };

    public static JsonObject Call(params JsonNode?[] items) => new() { ["locations"] = new JsonArray(items) };

    /// <summary>A CPO that nothing charges at but what the test makes; its id.</summary>
    public static async Task<string> SmallCpoAsync(this HttpClient client, string party, string version = "2.2.1", string? wsUrl = null)
    {
        var wish = CpoApi.Wish(party).With("ocpi_version", version)
            .With("overrides", new JsonObject { ["locations"] = 1, ["chargers_per_location"] = 1 });
        if (wsUrl is not null)
            wish["ws_url"] = wsUrl;
        return (await client.ReadyCpoAsync(wish)).String("cpo_id");
    }

    public static Task<Reply> AddLocationsAsync(this HttpClient client, string cpo, JsonObject body, int expect = 202)
        => client.ExpectAsync(HttpMethod.Post, $"/ocpi/cpos/{cpo}/locations", body, expect);

    /// <summary>The job once it is final.</summary>
    public static async Task<Reply> FinalJobAsync(this HttpClient client, Reply accepted)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var job = await client.GetAsync(accepted.String("status_url"), 200);
            if (job.String("status") is "READY" or "FAILED")
                return job;
            job.RetryAfter.ShouldBe("1");
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Patience, job.Text);
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }
    }

    /// <summary>Makes described locations; their ids.</summary>
    public static async Task<IReadOnlyList<string>> MakeLocationsAsync(this HttpClient client, string cpo, params JsonNode?[] items)
    {
        var job = await client.FinalJobAsync(await client.AddLocationsAsync(cpo, Call(items)));
        job.String("status").ShouldBe("READY", job.Text);
        var results = job.Body.GetProperty("results");
        results.GetProperty("failed").GetArrayLength().ShouldBe(0, job.Text);
        return [.. results.GetProperty("location_ids").EnumerateArray().Select(id => id.GetString()!)];
    }
}
