using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;

namespace Voltbench.Gateway.Tests.Cpos;

internal static class CpoApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>A complete body.</summary>
    public static JsonObject Wish(string party = "ABC", string template = "small-urban-ac", string country = "FR") => new()
    {
        ["template"] = template,
        ["country_code"] = country,
        ["party_id"] = party,
    };

    /// <summary>The body with some members set; a null node sets null.</summary>
    public static JsonObject With(this JsonObject body, string name, JsonNode? value)
    {
        body[name] = value;
        return body;
    }

    public static Task<Reply> CreateCpoAsync(this HttpClient client, JsonObject wish, int expect = 202)
        => client.ExpectAsync(HttpMethod.Post, "/ocpi/cpos", wish, expect);

    public static Task DeleteCpoAsync(this HttpClient client, string id) => client.ExpectAsync(HttpMethod.Delete, $"/ocpi/cpos/{id}", null, 204);

    /// <summary>A CPO that is READY; the answer of its creation.</summary>
    public static async Task<Reply> ReadyCpoAsync(this HttpClient client, JsonObject wish)
    {
        var created = await client.CreateCpoAsync(wish);
        (await client.FinalCpoAsync(created.String("cpo_id"))).String("status").ShouldBe("READY");
        return created;
    }

    /// <summary>The status once it is final.</summary>
    public static async Task<Reply> FinalCpoAsync(this HttpClient client, string id)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var status = await client.GetAsync($"/ocpi/cpos/{id}/status", 200);
            if (status.String("status") is "READY" or "FAILED")
                return status;
            status.RetryAfter.ShouldBe("1");
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Patience, status.Text);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public static async Task BecomesAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Patience, what);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public static IEnumerable<string> Members(this JsonElement element) => element.EnumerateObject().Select(static m => m.Name);
}
