using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>What the owner of a CPO sees and does about its peers.</summary>
public class PeerRoutesTests(CredentialsTests.QuickGateway gateway) : IClassFixture<CredentialsTests.QuickGateway>
{
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task A_CPO_registers_lists_renews_and_ends(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var other = await FakePeer.StartAsync(version);
        var secret = other.Token!;
        var created = await SendAsync(gateway.Client, HttpMethod.Post, $"ocpi/cpos/{party.Id}/peers", $$"""{"versions_url":"{{other.VersionsUrl}}","token":"{{secret}}"}""");
        created.Status.ShouldBe(201);
        var id = created.Body!["peer_id"]!.GetValue<long>();

        var list = await SendAsync(gateway.Client, HttpMethod.Get, $"ocpi/cpos/{party.Id}/peers");
        (list.Status, list.Body!["total"]!.GetValue<int>()).ShouldBe((200, 1));
        var peer = list.Body["data"]![0]!;
        (peer["country_code"]!.GetValue<string>(), peer["party_id"]!.GetValue<string>(), peer["ocpi_version"]!.GetValue<string>()).ShouldBe(("NL", "TNM", version.Number()));
        peer["token"]!.GetValue<string>().ShouldBe($"…{other.Token![^4..]}");
        peer["roles"]![0]!["role"]!.GetValue<string>().ShouldBe("EMSP");
        peer["endpoints"]!.AsArray().Count.ShouldBe(other.Endpoints.Count);
        peer["token_pull"]!["running"].ShouldNotBeNull();

        other.Endpoints.RemoveAt(1);
        var renewed = await SendAsync(gateway.Client, HttpMethod.Post, $"ocpi/cpos/{party.Id}/peers/{id}/renew");
        (renewed.Status, renewed.Body!["endpoints"]!.AsArray().Count).ShouldBe((200, other.Endpoints.Count));
        (await SendAsync(gateway.Client, HttpMethod.Post, $"ocpi/cpos/{party.Id}/peers/{id}/pull-tokens", """{"full":false}""")).Status.ShouldBe(202);
        (await SendAsync(gateway.Client, HttpMethod.Post, $"ocpi/cpos/{party.Id}/peers/{id}/pull-tokens")).Status.ShouldBe(202);

        (await SendAsync(gateway.Client, HttpMethod.Delete, $"ocpi/cpos/{party.Id}/peers/{id}")).Status.ShouldBe(204);
        (await SendAsync(gateway.Client, HttpMethod.Get, $"ocpi/cpos/{party.Id}/peers/{id}")).Status.ShouldBe(404);
        other.Requests.ShouldContain(static request => request.Method == "DELETE" && request.Path == "/credentials");
    }

    [Fact]
    public async Task More_eMSPs_register_with_more_tokens_A()
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        await peer.RegisterAsync(party);
        var made = await SendAsync(gateway.Client, HttpMethod.Post, $"ocpi/cpos/{party.Id}/registration-tokens");
        made.Status.ShouldBe(201);
        made.Body!["versions_url"]!.GetValue<string>().ShouldBe($"{party.BaseUrl}/versions");
        await using var second = await FakePeer.StartAsync(OcpiVersion.V221);
        second.PartyId = "ABC";
        await second.RegisterAsync(party, made.Body["token"]!.GetValue<string>());
        (await SendAsync(gateway.Client, HttpMethod.Get, $"ocpi/cpos/{party.Id}/peers")).Body!["total"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Another_organization_sees_nothing()
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        await peer.RegisterAsync(party);
        var id = (await SendAsync(gateway.Client, HttpMethod.Get, $"ocpi/cpos/{party.Id}/peers")).Body!["data"]![0]!["peer_id"]!.GetValue<long>();
        var own = await TestParty.CreateAsync(gateway, OcpiVersion.V221, organization: gateway.OtherOrganization);
        var body = $$"""{"versions_url":"{{peer.VersionsUrl}}","token":"{{peer.Token}}"}""";
        foreach (var cpo in new[] { party.Id, 999_999_999 })
        {
            foreach (var (method, path) in new[]
            {
                (HttpMethod.Get, "peers"), (HttpMethod.Post, "peers"), (HttpMethod.Get, $"peers/{id}"), (HttpMethod.Delete, $"peers/{id}"),
                (HttpMethod.Post, $"peers/{id}/renew"), (HttpMethod.Post, $"peers/{id}/pull-tokens"), (HttpMethod.Post, "registration-tokens"),
            })
                (await SendAsync(gateway.OtherClient, method, $"ocpi/cpos/{cpo}/{path}", path == "peers" && method == HttpMethod.Post ? body : null)).Status.ShouldBe(404, path);
        }

        // A peer of another CPO is no peer of one's own.
        (await SendAsync(gateway.OtherClient, HttpMethod.Get, $"ocpi/cpos/{own.Id}/peers/{id}")).Status.ShouldBe(404);
        (await SendAsync(gateway.OtherClient, HttpMethod.Delete, $"ocpi/cpos/{own.Id}/peers/{id}")).Status.ShouldBe(404);
        (await SendAsync(gateway.Client, HttpMethod.Get, $"ocpi/cpos/{party.Id}/peers/{id}")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{}""", 422)]
    [InlineData("""{"versions_url":5,"token":"t"}""", 422)]
    [InlineData("""{"versions_url":"","token":""}""", 422)]
    [InlineData("""{"versions_url":"not a url","token":"t"}""", 400)]
    [InlineData("""{"versions_url":"ftp://x/","token":"t"}""", 400)]
    [InlineData("""{"versions_url":"http://127.0.0.1:1/versions","token":"t"}""", 502)]
    public async Task What_cannot_be_is_refused(string body, int status)
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        (await SendAsync(gateway.Client, HttpMethod.Post, $"ocpi/cpos/{party.Id}/peers", body)).Status.ShouldBe(status);
        (await SendAsync(gateway.Client, HttpMethod.Post, "ocpi/cpos/abc/peers", body)).Status.ShouldBe(422);
    }

    private static async Task<(int Status, JsonNode? Body)> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var response = await client.SendAsync(request);
        return ((int)response.StatusCode, response.StatusCode == System.Net.HttpStatusCode.NoContent ? null : await response.Content.ReadFromJsonAsync<JsonNode>());
    }
}
