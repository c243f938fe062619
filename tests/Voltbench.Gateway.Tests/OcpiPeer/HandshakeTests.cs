using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>Our parties as the sender of a handshake.</summary>
public class HandshakeTests(CredentialsTests.QuickGateway gateway) : IClassFixture<CredentialsTests.QuickGateway>
{
    private string Base => gateway.Address.ToString().TrimEnd('/');

    private Handshake Handshake => gateway.Services.GetRequiredService<Handshake>();

    public static TheoryData<OcpiVersion, string> Parties => AccessTests.Parties;

    [Theory]
    [MemberData(nameof(Parties))]
    public async Task A_party_registers_with_another_platform(OcpiVersion version, string role)
    {
        var (test, party) = await PartyAsync(version, role);
        await using var other = await FakePeer.StartAsync(version, role == "CPO" ? "EMSP" : "CPO");
        var tokenA = other.Token!;

        var result = await Handshake.StartAsync(party, other.VersionsUrl, tokenA, Base, CancellationToken.None);
        result.Fault.ShouldBeNull();
        var peer = result.Peer!;
        (peer.CountryCode, peer.PartyId, peer.Token).ShouldBe(("NL", "TNM", other.Token));
        peer.Endpoint("tokens", role == "CPO" || version == OcpiVersion.V221 ? ModuleSide.Sender : ModuleSide.Receiver).ShouldBe(new Uri($"{other.Address}/tokens"));

        // The token that we gave is theirs now, whole.
        var given = other.Given!["token"]!.GetValue<string>();
        (await FakePeer.AskAsync(test, HttpMethod.Get, "credentials", given)).Code.ShouldBe(1000);
        other.Given["url"]!.GetValue<string>().ShouldBe($"{test.BaseUrl}/versions");
        (await CountAsync("ocpi_handshakes", test)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Parties))]
    public async Task Tokens_are_renewed_and_the_registration_ended(OcpiVersion version, string role)
    {
        var (test, party) = await PartyAsync(version, role);
        await using var other = await FakePeer.StartAsync(version, role == "CPO" ? "EMSP" : "CPO");
        var peer = (await Handshake.StartAsync(party, other.VersionsUrl, other.Token!, Base, CancellationToken.None)).Peer!;
        var old = other.Given!["token"]!.GetValue<string>();

        var renewed = (await Handshake.RenewAsync(party, peer, Base, CancellationToken.None)).Peer!;
        renewed.Id.ShouldBe(peer.Id);
        renewed.Token.ShouldBe(other.Token);
        renewed.Token.ShouldNotBe(peer.Token);
        (await FakePeer.AskAsync(test, HttpMethod.Get, "versions", old)).Http.ShouldBe(401);
        var fresh = other.Given!["token"]!.GetValue<string>();
        (await FakePeer.AskAsync(test, HttpMethod.Get, "versions", fresh)).Http.ShouldBe(200);

        (await Handshake.EndAsync(party, renewed, CancellationToken.None)).ShouldBeNull();
        other.Requests.ShouldContain(request => request.Method == "DELETE" && request.Path == "/credentials");
        (await FakePeer.AskAsync(test, HttpMethod.Get, "versions", fresh)).Http.ShouldBe(401);
        (await CountAsync("ocpi_peers", test)).ShouldBe(0);
    }

    [Theory]
    [InlineData("401", "/versions", 3001)]
    [InlineData("500", "/2.2.1", 3001)]
    [InlineData("500", "/credentials", 3001)]
    [InlineData("silence", "/credentials", 3001)]
    [InlineData("garbage", "/credentials", 3001)]
    [InlineData("wrong", "/credentials", 3001)]
    [InlineData("3003", "/credentials", 3003)]
    [InlineData("405", "/credentials", 3001)]
    [InlineData("no credentials", "/2.2.1", 3003)]
    public async Task A_platform_that_cannot_be_used_is_no_peer_and_the_next_try_works(string kind, string at, int code)
    {
        var (test, party) = await PartyAsync(OcpiVersion.V221, "EMSP");
        await using var other = await FakePeer.StartAsync(OcpiVersion.V221, "CPO");
        var tokenA = other.Token!;
        other.Scripts[at] = kind switch
        {
            "silence" => FakePeer.Silence,
            "garbage" => FakePeer.Status(200, "nonsense"),
            "wrong" => FakePeer.Data("""{"token":"t"}"""),
            "3003" => FakePeer.Data("null", 3003),
            "no credentials" => FakePeer.Data($$"""{"version":"2.2.1","endpoints":[{"identifier":"locations","role":"SENDER","url":"{{other.Address}}/locations"}]}"""),
            _ => FakePeer.Status(int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture)),
        };
        var result = await Handshake.StartAsync(party, other.VersionsUrl, tokenA, Base, CancellationToken.None);
        result.Peer.ShouldBeNull();
        result.Fault!.StatusCode.ShouldBe(code);
        result.Fault.Message.ShouldNotContain(tokenA);
        (await CountAsync("ocpi_peers", test)).ShouldBe(0);

        other.Scripts.Clear();
        (await Handshake.StartAsync(party, other.VersionsUrl, tokenA, Base, CancellationToken.None)).Fault.ShouldBeNull();
        (await CountAsync("ocpi_peers", test)).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_try_shows_the_same_token_B()
    {
        var (_, party) = await PartyAsync(OcpiVersion.V221, "EMSP");
        await using var other = await FakePeer.StartAsync(OcpiVersion.V221, "CPO");
        var tokenA = other.Token!;
        other.Scripts["/credentials"] = FakePeer.Status(503);
        await Handshake.StartAsync(party, other.VersionsUrl, tokenA, Base, CancellationToken.None);
        await Handshake.StartAsync(party, other.VersionsUrl, tokenA, Base, CancellationToken.None);
        var given = other.Requests.Where(request => request.Path == "/credentials").Select(request => request.Body).ToList();
        given.Count.ShouldBe(2);
        given.Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task Our_eMSP_registers_with_our_CPO(OcpiVersion version)
    {
        var (cpo, cpoParty) = await PartyAsync(version, "CPO");
        var (emsp, emspParty) = await PartyAsync(version, "EMSP");
        var result = await Handshake.StartAsync(emspParty, $"{cpo.BaseUrl}/versions", cpo.TokenA, Base, CancellationToken.None);
        result.Fault.ShouldBeNull();
        (result.Peer!.CountryCode, result.Peer.PartyId).ShouldBe((cpo.CountryCode, cpo.PartyId));
        var seen = (await gateway.Services.GetRequiredService<PeerDirectory>().PeersOfAsync(cpoParty.Id, CancellationToken.None)).Single();
        (seen.CountryCode, seen.PartyId).ShouldBe((emsp.CountryCode, emsp.PartyId));
        seen.Roles.Single().Role.ShouldBe("EMSP");
        // Each opens the other's endpoints.
        (await FakePeer.AskAsync(cpo, HttpMethod.Get, "", result.Peer.Token)).Code.ShouldBe(1000);
        (await FakePeer.AskAsync(emsp, HttpMethod.Get, "", seen.Token)).Code.ShouldBe(1000);
    }

    private async Task<(TestParty Test, Party Party)> PartyAsync(OcpiVersion version, string role)
    {
        var test = await TestParty.CreateAsync(gateway, version, role);
        return (test, (await gateway.Services.GetRequiredService<PeerDirectory>().FindPartyAsync(test.Id, CancellationToken.None))!);
    }

    private async Task<int> CountAsync(string table, TestParty party)
    {
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>($"select count(*) from ocpp.{table} where partner_operation_id = @Id", new { party.Id });
    }
}
