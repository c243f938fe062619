using System.Globalization;
using System.Net;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests.Hostile;

/// <summary>More chargers than the machine lets one process have sockets for: those that fit are served, the others say why they wait.</summary>
public sealed class OpenFilesTests
{
    private const int Files = 1500;

    /// <summary>Two sockets for each charger of the built-in CSMS: 375 fit beside the reserve of 750.</summary>
    private const int Chargers = 600;

    private const int AtLeast = 330;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_gateway_at_its_limit_of_open_files_serves_the_chargers_that_fit_and_the_others_say_why_they_wait()
    {
        await using var gateway = await GatewayProcess.StartAsync(Files, "Simulation:RetryBackOffMaximum=00:00:05");
        var location = await gateway.Client.CreateLocationAsync("Full");
        var url = string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{gateway.Port}/csms/00000000-0000-4000-8000-000000000001");
        await gateway.Client.SendAsync(HttpMethod.Post, $"/ocpp/locations/{location}/chargers", HttpStatusCode.Accepted, new[]
        {
            new
            {
                template = new
                {
                    brand_slug = "wallbox",
                    model_slug = "wallbox-pulsar-plus",
                    connector_type = "Type2",
                    ocpp_version = "OCPP1.6",
                    ws_url = url,
                    identity_prefix = "FULL-",
                },
                chargers_number = Chargers,
            },
        });

        var started = TimeProvider.System.GetTimestamp();
        var (connected, waiting) = await CountAsync(gateway.Client, location);
        while (connected < AtLeast || connected + waiting < Chargers)
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Limit, $"{connected} connected, {waiting} wait:\n{gateway.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            (connected, waiting) = await CountAsync(gateway.Client, location);
        }

        using (var health = await gateway.Client.GetAsync("/health"))
            health.StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Output.Split("Connections are held back").Length.ShouldBe(2, "told once");
        gateway.Output.ShouldNotContain("fail:", Case.Sensitive, "nothing of its own broke");
    }

    private static async Task<(int Connected, int Waiting)> CountAsync(HttpClient client, string location)
    {
        var (connected, waiting) = (0, 0);
        for (var page = 1; ; page++)
        {
            var answer = await client.GetJsonAsync(string.Create(CultureInfo.InvariantCulture, $"/ocpp/chargers?location_id={location}&page={page}&limit=100"));
            var chargers = answer.GetProperty("data");
            foreach (var charger in chargers.EnumerateArray())
            {
                if (charger.GetProperty("runtime") is not { ValueKind: JsonValueKind.Object } runtime)
                    continue;
                if (runtime.GetProperty("connection").GetString() == "connected")
                    connected++;
                else if (runtime.GetProperty("last_error").GetString()?.Contains($"this process may open {Files} files", StringComparison.Ordinal) == true)
                    waiting++;
            }

            if (chargers.GetArrayLength() < 100)
                return (connected, waiting);
        }
    }
}
