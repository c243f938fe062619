using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Ocpi;
using Voltbench.Testing.Ocpi;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>SIGKILL in the middle of pushes: afterwards the peer has the last state of every location, and nothing waits.</summary>
public sealed class KilledInPushesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(OcpiVersion.V211, 5)]
    [InlineData(OcpiVersion.V221, 40)]
    public async Task The_last_state_of_every_location_arrives(OcpiVersion version, int pushesBeforeKill)
    {
        await using var peer = await FakePeer.StartAsync(version);
        await using var gateway = await GatewayProcess.StartAsync("Ocpi:Outbox:LeaseSeconds=2");
        var cpo = await CreateCpoAsync(gateway, version);
        var locations = (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{cpo.Id}/locations")).GetProperty("data").EnumerateArray().Select(l => l.GetProperty("id").GetString()!).ToArray();
        locations.Length.ShouldBeGreaterThan(1);
        foreach (var id in locations)
            peer.Scripts[$"/locations/{cpo.CountryCode}/{cpo.PartyId}/{id}"] = FakePeer.Data("null");
        await peer.RegisterAsync(cpo);

        // Everybody renames until told to stop; what the gateway did not confirm is not counted on.
        using var stop = new CancellationTokenSource();
        var confirmed = new ConcurrentDictionary<string, string>();
        var renaming = locations.Select(id => RenameAsync(gateway.Client, cpo.Id, id, confirmed, stop.Token)).ToArray();
        await UntilAsync(() => Pushes(peer).Count() >= pushesBeforeKill, "pushes before the kill");
        await gateway.KillAsync();
        await stop.CancelAsync();
        await Task.WhenAll(renaming);
        await gateway.StartAgainAsync();

        await UntilAsync(async () => (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{cpo.Id}/outbox")).GetProperty("total").GetInt32() == 0, "the outbox is empty");
        foreach (var id in locations)
        {
            var stored = (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{cpo.Id}/locations/{id}")).GetProperty("name").GetString();
            LastName(peer, id).ShouldBe(stored, $"location {id}");
            Number(stored).ShouldBeGreaterThanOrEqualTo(Number(confirmed.GetValueOrDefault(id)));
        }
    }

    private static async Task<TestParty> CreateCpoAsync(GatewayProcess gateway, OcpiVersion version)
    {
        var created = await gateway.Client.SendAsync(
            HttpMethod.Post, "/ocpi/cpos", HttpStatusCode.Accepted, new { template = "small-urban-ac", country_code = "NL", party_id = "KIL", ocpi_version = version.Number() });
        (await gateway.Client.WaitForFinalAsync(created.GetProperty("status_url").GetString()!, Limit)).GetProperty("status").GetString().ShouldBe("READY");
        var party = created.GetProperty("party");
        var versions = new Uri(created.GetProperty("ocpi_peer_url").GetString()!);
        return new TestParty(
            long.Parse(created.GetProperty("cpo_id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            Guid.Empty,
            "CPO",
            version,
            party.GetProperty("country_code").GetString()!,
            party.GetProperty("party_id").GetString()!,
            created.GetProperty("token_a").GetString()!,
            new Uri(versions.AbsoluteUri[..versions.AbsoluteUri.LastIndexOf('/')]));
    }

    private static async Task RenameAsync(HttpClient client, long cpo, string location, ConcurrentDictionary<string, string> confirmed, CancellationToken stop)
    {
        for (var n = 1; !stop.IsCancellationRequested; n++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Patch, $"/ocpi/cpos/{cpo}/locations/{location}") { Content = System.Net.Http.Json.JsonContent.Create(new { name = $"Name {n}" }) };
                using var answer = await client.SendAsync(request, stop);
                if (answer.StatusCode == HttpStatusCode.OK)
                    confirmed[location] = $"Name {n}";
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // The kill: perhaps it was done, perhaps not.
                return;
            }
        }
    }

    private static IEnumerable<SeenRequest> Pushes(FakePeer peer) => peer.Requests.Where(r => r.Method is "PUT" or "PATCH" && r.Path.StartsWith("/locations/", StringComparison.Ordinal));

    /// <summary>What the peer believes: pushes of the location itself, in the order they came.</summary>
    private static string? LastName(FakePeer peer, string location)
    {
        string? name = null;
        foreach (var push in Pushes(peer).Where(r => r.Path.EndsWith($"/{location}", StringComparison.Ordinal)))
            name = JsonNode.Parse(push.Body)?["name"]?.GetValue<string>() ?? name;
        return name;
    }

    private static int Number(string? name) => name is not null && name.StartsWith("Name ", StringComparison.Ordinal) ? int.Parse(name.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture) : 0;

    private static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Limit, what);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
