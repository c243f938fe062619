using System.Net;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Testing.Csms;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>SIGKILL at different moments of a 500-charger job: every charger comes up, none twice.</summary>
public sealed class KilledInAJobTests
{
    private const int Chargers = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250)]
    public async Task A_job_killed_after_some_boots_finishes_after_restart(int bootsBeforeKill)
    {
        await using var csms = await RecordingCsms.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync();
        var location = await gateway.Client.CreateLocationAsync("Kill test");
        var job = await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpp/locations/{location}/chargers", HttpStatusCode.Accepted, new[]
        {
            new
            {
                template = new
                {
                    brand_slug = "wallbox",
                    model_slug = "wallbox-pulsar-plus",
                    connector_type = "Type2",
                    ws_url = csms.Url,
                    ocpp_version = "OCPP1.6",
                    identity_prefix = "KILL-",
                    template_name = "kill",
                },
                charger_ids = Enumerable.Range(0, Chargers).Select(n => $"{n:D4}").ToArray(),
                chargers_number = Chargers,
            },
        });

        await csms.WaitUntilAsync(c => Booted(c).Count >= bootsBeforeKill, Limit, $"{bootsBeforeKill} boots before the kill");
        await gateway.KillAsync();
        await csms.WaitUntilAsync(c => c.Connected.Count == 0, Limit, "all sockets gone after the kill");
        await gateway.StartAgainAsync();

        var final = await gateway.Client.WaitForFinalAsync(job.GetProperty("status_url").GetString()!, Limit);
        final.GetProperty("status").GetString().ShouldBe("READY", final.ToString());
        var created = final.GetProperty("results").GetProperty("created").EnumerateArray().Select(c => c.GetProperty("identity").GetString()!).ToArray();
        created.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, Chargers).Select(n => $"KILL-{n:D4}"));
        final.GetProperty("results").GetProperty("failed").GetArrayLength().ShouldBe(0);

        await csms.WaitUntilAsync(c => c.Connected.Count == Chargers && Booted(c).Count == Chargers, Limit, "all connected and booted");
        csms.Violations.ShouldBeEmpty();
        var page = await gateway.Client.GetJsonAsync($"/ocpp/locations/{location}/chargers?limit=1");
        page.GetProperty("total").GetInt32().ShouldBe(Chargers);
    }

    private static HashSet<string> Booted(RecordingCsms csms) =>
        [.. csms.Calls.Where(c => c.Action == "BootNotification").Select(c => c.Identity)];
}
