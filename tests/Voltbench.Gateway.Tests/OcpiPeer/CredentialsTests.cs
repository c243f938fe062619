using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>The credentials module of our parties as the receiver of a handshake.</summary>
public class CredentialsTests(CredentialsTests.QuickGateway gateway) : IClassFixture<CredentialsTests.QuickGateway>
{
    public static TheoryData<OcpiVersion> Versions => new() { OcpiVersion.V211, OcpiVersion.V221 };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_handshake_exchanges_tokens_and_keeps_the_endpoints(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);

        var reply = await peer.PostCredentialsAsync(party);
        (reply.Http, reply.Code).ShouldBe((200, 1000));
        var token = reply.Data!["token"]!.GetValue<string>();
        token.Length.ShouldBeLessThanOrEqualTo(64);
        reply.Data["url"]!.GetValue<string>().ShouldBe($"{party.BaseUrl}/versions");
        var role = version == OcpiVersion.V211 ? reply.Data : reply.Data["roles"]![0]!;
        (role["country_code"]!.GetValue<string>(), role["party_id"]!.GetValue<string>()).ShouldBe((party.CountryCode, party.PartyId));
        role["business_details"]!["name"]!.GetValue<string>().ShouldNotBeEmpty();

        // Token C is good, token A is dead, and both in one go.
        (await FakePeer.AskAsync(party, HttpMethod.Get, "credentials", token)).Data!["token"]!.GetValue<string>().ShouldBe(token);
        foreach (var path in new[] { "versions", "", "credentials" })
            (await FakePeer.AskAsync(party, HttpMethod.Get, path, party.TokenA)).Http.ShouldBe(401);

        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        var row = await connection.QuerySingleAsync("select country_code, party_id, token, token_is_base64, version, credentials::text as credentials from ocpp.ocpi_peers where partner_operation_id = @Id", new { party.Id });
        ((string)row.country_code, (string)row.party_id, (string)row.token, (bool)row.token_is_base64, (string)row.version)
            .ShouldBe(("NL", "TNM", peer.Token!, version == OcpiVersion.V221, version.Number()));
        ((string)row.credentials).ShouldNotContain(peer.Token!);
        var endpoints = await connection.QueryAsync<string>(
            "select module || ' ' || e.role || ' ' || url from ocpp.ocpi_peer_endpoints e join ocpp.ocpi_peers p on p.id = e.peer_id where partner_operation_id = @Id order by 1", new { party.Id });
        endpoints.ShouldBe(peer.Endpoints.Select(e => $"{e.Module} {e.Side} {peer.Address}/{e.Module}").Order());
        // Of tokens that are shown to us there is nothing in clear.
        (await gateway.Services.GetRequiredService<MessageLog>().WaitStoredAsync(TimeProvider.System, CancellationToken.None)).ShouldBeTrue();
        (await connection.ExecuteScalarAsync<int>("select count(*) from ocpp.ocpi_messages where partner_operation_id = @Id", new { party.Id })).ShouldBeGreaterThan(2);
        (await connection.ExecuteScalarAsync<int>("select count(*) from ocpp.ocpi_messages where response like '%' || @token || '%'", new { token })).ShouldBe(0);
    }

    [Theory]
    [InlineData(true, false, OcpiVersion.V221)]
    [InlineData(false, true, OcpiVersion.V221)]
    [InlineData(true, false, OcpiVersion.V211)]
    [InlineData(false, true, OcpiVersion.V211)]
    public async Task The_peer_is_called_back_in_the_spelling_it_understands(bool raw, bool base64, OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        (peer.TakesRaw, peer.TakesBase64) = (raw, base64);
        await peer.RegisterAsync(party);
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<bool>("select token_is_base64 from ocpp.ocpi_peers where partner_operation_id = @Id", new { party.Id })).ShouldBe(base64);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_second_POST_is_a_405_and_PUT_and_DELETE_need_a_registration(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        (await FakePeer.AskAsync(party, HttpMethod.Put, "credentials", party.TokenA, peer.Credentials())).Http.ShouldBe(405);
        (await FakePeer.AskAsync(party, HttpMethod.Delete, "credentials", party.TokenA)).Http.ShouldBe(405);
        var token = await peer.RegisterAsync(party);
        (await FakePeer.AskAsync(party, HttpMethod.Post, "credentials", token, peer.Credentials())).Http.ShouldBe(405);
        (await FakePeer.AskAsync(party, HttpMethod.Patch, "credentials", token, "{}")).Http.ShouldBe(405);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task PUT_rotates_both_tokens_and_reads_the_endpoints_anew(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        var old = await peer.RegisterAsync(party);
        peer.Token = FakePeer.NewToken();
        peer.Endpoints.Clear();
        peer.Endpoints.Add(("credentials", "SENDER"));
        peer.Endpoints.Add(("tokens", "SENDER"));

        var reply = await FakePeer.AskAsync(party, HttpMethod.Put, "credentials", old, peer.Credentials());
        (reply.Http, reply.Code).ShouldBe((200, 1000));
        var token = reply.Data!["token"]!.GetValue<string>();
        token.ShouldNotBe(old);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", old)).Http.ShouldBe(401);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", token)).Http.ShouldBe(200);
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        (await connection.QueryAsync<string>("select token from ocpp.ocpi_peers where partner_operation_id = @Id", new { party.Id })).ShouldBe([peer.Token]);
        (await connection.QueryAsync<string>("select module from ocpp.ocpi_peer_endpoints e join ocpp.ocpi_peers p on p.id = e.peer_id where partner_operation_id = @Id order by 1", new { party.Id }))
            .ShouldBe(["credentials", "tokens"]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_failed_PUT_changes_nothing(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        var token = await peer.RegisterAsync(party);
        peer.Scripts["/versions"] = FakePeer.Status(500);
        (await FakePeer.AskAsync(party, HttpMethod.Put, "credentials", token, peer.Credentials(FakePeer.NewToken()))).Code.ShouldBe(3001);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", token)).Http.ShouldBe(200);
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<string>("select token from ocpp.ocpi_peers where partner_operation_id = @Id", new { party.Id })).ShouldBe(peer.Token);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task DELETE_unregisters(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        var token = await peer.RegisterAsync(party);
        (await FakePeer.AskAsync(party, HttpMethod.Delete, "credentials", token)).Code.ShouldBe(1000);
        foreach (var dead in new[] { token, party.TokenA })
            (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", dead)).Http.ShouldBe(401);
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<int>("select count(*) from ocpp.ocpi_peers where partner_operation_id = @Id", new { party.Id })).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_lost_answer_can_be_asked_for_again_until_its_token_was_used(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        var lost = await peer.RegisterAsync(party);
        var second = await peer.RegisterAsync(party);
        second.ShouldNotBe(lost);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", lost)).Http.ShouldBe(401);

        // Another body with the same token A is nobody's second try, and nobody is called because of it.
        var before = Calls();
        (await FakePeer.AskAsync(party, HttpMethod.Post, "credentials", party.TokenA, peer.Credentials(FakePeer.NewToken()))).Http.ShouldBe(401);
        Calls().ShouldBe(before);

        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", second)).Http.ShouldBe(200);
        (await peer.PostCredentialsAsync(party)).Http.ShouldBe(401);

        // The same for PUT.
        peer.Token = FakePeer.NewToken();
        await FakePeer.AskAsync(party, HttpMethod.Put, "credentials", second, peer.Credentials());
        (await FakePeer.AskAsync(party, HttpMethod.Post, "credentials", second, peer.Credentials())).Http.ShouldBe(401);
        var again = await FakePeer.AskAsync(party, HttpMethod.Put, "credentials", second, peer.Credentials());
        again.Code.ShouldBe(1000);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", again.Data!["token"]!.GetValue<string>())).Http.ShouldBe(200);
        (await FakePeer.AskAsync(party, HttpMethod.Put, "credentials", second, peer.Credentials())).Http.ShouldBe(401);
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<int>("select count(*) from ocpp.ocpi_peers where partner_operation_id = @Id", new { party.Id })).ShouldBe(1);

        int Calls() => peer.Requests.Count(static request => request.Path == "/versions");
    }

    [Fact]
    public async Task Of_many_that_show_the_same_token_A_one_is_registered()
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        var peers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => FakePeer.StartAsync(OcpiVersion.V221)));
        var replies = await Task.WhenAll(peers.Select(peer => peer.PostCredentialsAsync(party)));
        replies.Count(reply => reply.Code == 1000).ShouldBe(1);
        replies.Count(reply => reply.Http == 401).ShouldBe(3);
        foreach (var peer in peers)
            await peer.DisposeAsync();
    }

    public static TheoryData<OcpiVersion, string, string, int> BadPeers()
    {
        var rows = new TheoryData<OcpiVersion, string, string, int>();
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
        {
            foreach (var at in new[] { "/versions", $"/{version.Number()}" })
            {
                foreach (var kind in new[] { "500", "garbage", "html", "empty", "redirect", "silence", "flood", "401", "2000", "wrong data", "null data" })
                    rows.Add(version, at, kind, 3001);
            }

            rows.Add(version, "/versions", "no version", 3002);
            rows.Add(version, "/versions", "empty list", 3002);
            rows.Add(version, $"/{version.Number()}", "no endpoints", 3003);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(BadPeers))]
    public async Task A_peer_that_cannot_be_used_stays_unregistered_and_token_A_good(OcpiVersion version, string at, string kind, int code)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        peer.Scripts[at] = kind switch
        {
            "500" => FakePeer.Status(500, "oops"),
            "garbage" => FakePeer.Status(200, "\u0000{[nonsense"),
            "html" => FakePeer.Status(200, "<html></html>"),
            "empty" => FakePeer.Status(200),
            "redirect" => FakePeer.Redirect(peer.VersionsUrl + "2"),
            "silence" => FakePeer.Silence,
            "flood" => FakePeer.Flood,
            "401" => FakePeer.Status(401),
            "2000" => FakePeer.Data("[]", 2000),
            "wrong data" => FakePeer.Data("\"text\""),
            "null data" => FakePeer.Data("null"),
            "no version" => FakePeer.Data("""[{"version":"2.2","url":"http://127.0.0.1/2.2"},{"version":"2.3.0","url":"http://127.0.0.1/2.3.0"}]"""),
            "empty list" => FakePeer.Data("[]"),
            _ => FakePeer.Data("""{"version":"x","endpoints":[]}"""),
        };
        var reply = await peer.PostCredentialsAsync(party);
        (reply.Http, reply.Code).ShouldBe((200, code));
        reply.Message!.ShouldNotContain(peer.Token!);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", party.TokenA)).Http.ShouldBe(200);
        peer.Scripts.Clear();
        await peer.RegisterAsync(party);
    }

    public static TheoryData<OcpiVersion, string> BadBodies => new()
    {
        { OcpiVersion.V221, "" },
        { OcpiVersion.V221, "{" },
        { OcpiVersion.V221, "[]" },
        { OcpiVersion.V221, "{}" },
        { OcpiVersion.V221, """{"token":"t","url":"not a url","roles":[{"role":"EMSP","party_id":"ABC","country_code":"NL","business_details":{"name":"x"}}]}""" },
        { OcpiVersion.V221, """{"token":"t","url":"http://x/","roles":[]}""" },
        { OcpiVersion.V221, """{"token":"with space","url":"http://x/","roles":[{"role":"EMSP","party_id":"ABC","country_code":"NL","business_details":{"name":"x"}}]}""" },
        { OcpiVersion.V221, """{"token":"t","url":"http://x/","roles":[{"role":"KING","party_id":"ABC","country_code":"NL","business_details":{"name":"x"}}]}""" },
        { OcpiVersion.V221, """{"token":"t","url":"http://x/","roles":[{"role":"EMSP","party_id":"ABC","country_code":"NL","business_details":{"name":"x"}},{"role":"EMSP","party_id":"abc","country_code":"NL","business_details":{"name":"y"}}]}""" },
        { OcpiVersion.V211, """{"token":"t","url":"http://x/","party_id":"ABCD","country_code":"NL","business_details":{"name":"x"}}""" },
        { OcpiVersion.V211, """{"token":"t","url":"http://x/","party_id":"ABC","country_code":"NL"}""" },
        { OcpiVersion.V211, """{"token":5,"url":"http://x/","party_id":"ABC","country_code":"NL","business_details":{"name":"x"}}""" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_wrong_credentials_object_is_a_2001(OcpiVersion version, string body)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        var reply = await FakePeer.AskAsync(party, HttpMethod.Post, "credentials", party.TokenA, body);
        reply.Code.ShouldBe(2001);
        reply.Http.ShouldBe(body is "" or "{" ? 400 : 200);
    }

    [Theory]
    [InlineData("ftp://peer.example/versions")]
    [InlineData("http://user:secret@peer.example/versions")]
    public async Task A_URL_that_is_no_plain_HTTP_is_not_called(string url)
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var body = JsonNode.Parse(peer.Credentials())!;
        body["url"] = url;
        new[] { 2001, 3001 }.ShouldContain((await FakePeer.AskAsync(party, HttpMethod.Post, "credentials", party.TokenA, body.ToJsonString())).Code);
    }

    [Fact]
    public async Task Silent_peers_hold_up_nobody_else()
    {
        var victim = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        var tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => victim.AddTokenAsync(gateway)));
        await using var silent = await FakePeer.StartAsync(OcpiVersion.V221);
        silent.Scripts["/versions"] = FakePeer.Silence;
        var hanging = tokens.Select(token => silent.PostCredentialsAsync(victim, token)).ToList();
        await Eventually.BecomesAsync(() => silent.Requests.Count >= 4, "the first are called back");

        // The same party goes on with the rest, other parties with everything.
        (await FakePeer.AskAsync(victim, HttpMethod.Get, "versions", victim.TokenA)).Http.ShouldBe(200);
        var other = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await using var good = await FakePeer.StartAsync(OcpiVersion.V221);
        await good.RegisterAsync(other);
        hanging.ShouldContain(task => !task.IsCompleted);

        var replies = await Task.WhenAll(hanging);
        replies.Count(reply => reply.Http == 429).ShouldBe(6);
        replies.Count(reply => reply.Code == 3001).ShouldBe(4);
    }

    /// <summary>Loses patience with peers soon.</summary>
    public sealed class QuickGateway(PostgresFixture postgres) : GatewayFixture(postgres)
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Ocpi:HandshakeTimeoutSeconds", "2"), new("Ocpi:CallTimeoutSeconds", "3")];
    }
}
