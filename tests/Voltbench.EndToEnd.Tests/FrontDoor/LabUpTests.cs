using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests.FrontDoor;

/// <summary><c>./lab up</c> from an empty directory to a clean stop, over a kill, and with the demo fleet.</summary>
public sealed partial class LabUpTests : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly string _data = DataFolder.Create("vb-lab-");
    private readonly int _port = Shell.FreePort();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task It_says_how_to_talk_to_it_and_stops_cleanly_with_all_data(string signal)
    {
        string created;
        await using (var first = await UpAsync())
        {
            // The printed line itself, not one like it.
            var line = CurlLine().Match(first.Output).Value;
            var (code, answer) = await Shell.RunAsync("bash", "-c", line);
            code.ShouldBe(0, answer);
            JsonDocument.Parse(answer).RootElement.GetProperty("total").GetInt32().ShouldBe(0);

            using var client = Client(first);
            using var post = await client.PostAsync("/ocpp/locations", Json("""{"name":"Kept","address":"1 Road","city":"Utrecht","country":"NL","coordinates":{"latitude":52,"longitude":5}}"""));
            created = await post.Content.ReadAsStringAsync();
            await first.SignalAsync(signal);
            (await first.EndAsync(StopLimit)).ShouldBe(0, first.Output);
        }

        File.Exists(Path.Combine(_data, "postgres", "data", "postmaster.pid")).ShouldBeFalse("the private database is stopped too");
        await using var second = await UpAsync();
        using var again = Client(second);
        var location = JsonDocument.Parse(created).RootElement.GetProperty("id").GetString();
        (await again.GetStringAsync($"/ocpp/locations/{location}")).ShouldBe(created);
    }

    [Fact]
    public async Task A_killed_gateway_starts_again_by_itself()
    {
        await using (var first = await UpAsync())
        {
            await first.SignalAsync("KILL");
            (await first.EndAsync(StopLimit)).ShouldNotBe(0);
        }

        await using var second = await UpAsync();
        using var client = Client(second);
        (await client.GetStringAsync("/health")).ShouldContain("\"ok\"");
    }

    [Fact]
    public async Task The_demo_has_ten_chargers_three_of_them_charging_and_is_not_made_twice()
    {
        for (var run = 0; run < 2; run++)
        {
            await using var lab = await UpAsync("--demo");
            await lab.SeesAsync("The demo is up", TimeSpan.FromSeconds(90));
            using var client = Client(lab);
            var chargers = JsonDocument.Parse(await client.GetStringAsync("/ocpp/chargers")).RootElement;
            chargers.GetProperty("total").GetInt32().ShouldBe(10);
            var rows = chargers.GetProperty("data").EnumerateArray().ToList();
            rows.Select(r => r.GetProperty("ocpp_version").GetString()).Distinct().ShouldBe(["OCPP1.6", "OCPP2.0.1"], ignoreOrder: true);
            rows.Select(r => r.GetProperty("model").GetString()).Distinct().Count().ShouldBe(10);
            rows.Count(Charges).ShouldBe(3);
            await lab.SignalAsync("TERM");
            (await lab.EndAsync(StopLimit)).ShouldBe(0, lab.Output);
        }
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static bool Charges(JsonElement charger) => charger.GetProperty("runtime").GetProperty("connectors").EnumerateArray()
        .Any(c => c.GetProperty("transaction_id").ValueKind == JsonValueKind.String);

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private async Task<Shell> UpAsync(params string[] flags)
    {
        var lab = Shell.Lab(["up", "--no-build", "--port", $"{_port}", "--data", _data, .. flags]);
        try
        {
            await lab.SeesAsync("Application started", StartLimit);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    private HttpClient Client(Shell lab)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenLine().Match(lab.Output).Groups["token"].Value);
        return client;
    }

    [GeneratedRegex(@"^ +Token +(?<token>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenLine();

    [GeneratedRegex(@"curl -s .*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CurlLine();
}
