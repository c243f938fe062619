using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Ocpi;
using Voltbench.Testing.Ocpi;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>SIGKILL while a peer registers, and while its tokens are pulled.</summary>
public sealed class KilledInAHandshakeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("/versions")]
    [InlineData("/2.2.1")]
    public async Task Killed_before_the_end_of_it_token_A_is_good_and_the_peer_unknown(string at)
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var party = await CreateAsync(gateway);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var reached = new TaskCompletionSource();
        peer.Scripts[at] = async http =>
        {
            reached.TrySetResult();
            await FakePeer.Silence(http);
        };
        var handshake = peer.PostCredentialsAsync(party);
        await reached.Task.WaitAsync(Limit, TimeProvider.System);
        await gateway.KillAsync();
        await handshake.ShouldThrowAsync<HttpRequestException>();
        await gateway.StartAgainAsync();

        (await PeersAsync(gateway, party)).ShouldBeEmpty();
        peer.Scripts.Clear();
        var token = await peer.RegisterAsync(party);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "credentials", token)).Code.ShouldBe(1000);
        (await PeersAsync(gateway, party)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Killed_after_it_the_peer_is_registered_and_may_ask_again_for_the_answer()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var party = await CreateAsync(gateway);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        // The peer never reads this answer.
        var lost = await peer.RegisterAsync(party);
        await gateway.KillAsync();
        await gateway.StartAgainAsync();

        (await PeersAsync(gateway, party)).Count.ShouldBe(1);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", party.TokenA)).Http.ShouldBe(401);
        var token = await peer.RegisterAsync(party);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", lost)).Http.ShouldBe(401);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", token)).Http.ShouldBe(200);
        (await PeersAsync(gateway, party)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_pull_of_tokens_goes_on_where_it_was()
    {
        await using var gateway = await GatewayProcess.StartAsync("Ocpi:CallTimeoutSeconds=2");
        var party = await CreateAsync(gateway);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var reached = new TaskCompletionSource();
        var isKilled = false;
        peer.Scripts["/tokens"] = async http =>
        {
            var offset = int.Parse(http.Request.Query["offset"].ToString(), CultureInfo.InvariantCulture);
            if (offset == 2 && !isKilled)
            {
                reached.TrySetResult();
                await FakePeer.Silence(http);
                return;
            }

            if (offset < 4)
                http.Response.Headers.Link = $"<{peer.Address}/tokens?offset={offset + 1}>; rel=\"next\"";
            await FakePeer.Data($"[{Token($"TOKEN{offset}")}]")(http);
        };
        var token = await peer.RegisterAsync(party);
        await reached.Task.WaitAsync(Limit, TimeProvider.System);
        await gateway.KillAsync();
        isKilled = true;
        await gateway.StartAgainAsync();

        var started = TimeProvider.System.GetTimestamp();
        JsonElement pull;
        do
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Limit);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            pull = (await PeersAsync(gateway, party))[0].GetProperty("token_pull");
        }
        while (pull.GetProperty("succeeded_at").ValueKind == JsonValueKind.Null);
        pull.GetProperty("tokens").GetInt32().ShouldBe(5);
        peer.Requests.Count(static request => request.Path == "/tokens" && request.Query.Contains("offset=0", StringComparison.Ordinal)).ShouldBe(1);
        for (var i = 0; i < 5; i++)
            (await FakePeer.AskAsync(party, HttpMethod.Get, $"tokens/NL/TNM/TOKEN{i}", token)).Http.ShouldBe(200);
    }

    private static string Token(string uid) =>
        $$"""{"country_code":"NL","party_id":"TNM","uid":"{{uid}}","type":"RFID","contract_id":"C1","issuer":"Fake","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}""";

    private static async Task<TestParty> CreateAsync(GatewayProcess gateway)
    {
        var cpo = await gateway.Client.SendAsync(
            HttpMethod.Post, "/ocpi/cpos", HttpStatusCode.Accepted, new { template = "small-urban-ac", country_code = "NL", party_id = "VBT" });
        var url = cpo.GetProperty("ocpi_peer_url").GetString()!;
        return new TestParty(
            long.Parse(cpo.GetProperty("cpo_id").GetString()!, CultureInfo.InvariantCulture),
            Guid.Empty,
            "CPO",
            OcpiVersion.V221,
            "NL",
            "VBT",
            cpo.GetProperty("token_a").GetString()!,
            new Uri(url[..^"/versions".Length]));
    }

    private static async Task<IReadOnlyList<JsonElement>> PeersAsync(GatewayProcess gateway, TestParty party) =>
        [.. (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{party.Id}/peers")).GetProperty("data").EnumerateArray()];
}
