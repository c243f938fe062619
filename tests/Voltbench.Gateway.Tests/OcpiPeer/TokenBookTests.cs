using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>What a token is worth at a charger, by its rule and by what its eMSP says (mod_tokens, WhitelistType and AllowedType).</summary>
public class TokenBookTests(TokenBookTests.QuickGateway gateway) : IClassFixture<TokenBookTests.QuickGateway>
{
    private const string NoAnswer = "500";

    public static TheoryData<OcpiVersion, string, bool, string?, TokenStatus, TokenMethod?> Rules()
    {
        var rows = new TheoryData<OcpiVersion, string, bool, string?, TokenStatus, TokenMethod?>();
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
        {
            // Not asked: null.
            rows.Add(version, "ALWAYS", true, null, TokenStatus.Accepted, TokenMethod.Whitelist);
            rows.Add(version, "ALWAYS", false, null, TokenStatus.Blocked, null);
            rows.Add(version, "ALLOWED", true, null, TokenStatus.Accepted, TokenMethod.Whitelist);
            rows.Add(version, "ALLOWED", false, null, TokenStatus.Blocked, null);
            foreach (var whitelist in new[] { "ALLOWED_OFFLINE", "NEVER" })
            {
                foreach (var valid in new[] { true, false })
                {
                    rows.Add(version, whitelist, valid, "ALLOWED", TokenStatus.Accepted, TokenMethod.AuthRequest);
                    rows.Add(version, whitelist, valid, "BLOCKED", TokenStatus.Blocked, null);
                    rows.Add(version, whitelist, valid, "EXPIRED", TokenStatus.Expired, null);
                    rows.Add(version, whitelist, valid, "NO_CREDIT", TokenStatus.NoCredit, null);
                    rows.Add(version, whitelist, valid, "NOT_ALLOWED", TokenStatus.NotAtThisLocation, null);
                    rows.Add(version, whitelist, valid, "404", TokenStatus.Unknown, null);
                    rows.Add(version, whitelist, valid, "2002", TokenStatus.Invalid, null);
                }

                foreach (var silent in new[] { NoAnswer, "silence", "garbage", "flood", "redirect", "3000" })
                {
                    rows.Add(version, whitelist, true, silent, whitelist == "NEVER" ? TokenStatus.Invalid : TokenStatus.Accepted, whitelist == "NEVER" ? null : TokenMethod.Whitelist);
                    rows.Add(version, whitelist, false, silent, whitelist == "NEVER" ? TokenStatus.Invalid : TokenStatus.Blocked, null);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_rule_of_the_token_decides(OcpiVersion version, string whitelist, bool valid, string? answer, TokenStatus status, TokenMethod? method)
    {
        await using var peer = await FakePeer.StartAsync(version);
        var (party, token) = await RegisterAsync(peer);
        var put = await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/AB12", token, TokensTests.Token(version, "AB12", whitelist, valid));
        put.Http.ShouldBe(201);
        // The station spells it in another case.
        Script(peer, "/tokens/ab12/authorize", answer);

        var verdict = await DecideAsync(party, "ab12");
        (verdict.Status, verdict.Grant?.Method).ShouldBe((status, method));
        var asked = peer.Requests.Where(request => request.Path == "/tokens/ab12/authorize").ToList();
        asked.Count.ShouldBe(answer is null ? 0 : 1);
        if (answer is not null)
        {
            asked[0].Query.ShouldBe("?type=RFID");
            var location = JsonNode.Parse(asked[0].Body)!;
            location["location_id"]!.GetValue<string>().ShouldBe("loc-1");
            location["evse_uids"]!.ToJsonString().ShouldBe("[\"evse-1\"]");
            (location["connector_ids"] is not null).ShouldBe(version == OcpiVersion.V211);
            asked[0].Header("OCPI-to-party-id").ShouldBe(version == OcpiVersion.V221 ? "TNM" : null);
        }

        if (verdict.Grant is { } grant)
        {
            JsonNode.Parse(grant.Token!)!["uid"]!.GetValue<string>().ShouldBe("AB12");
            grant.Reference.ShouldBe(method == TokenMethod.AuthRequest && version == OcpiVersion.V221 ? "auth-7" : null);
        }
    }

    [Fact]
    public async Task A_token_that_nobody_told_of_is_asked_for_and_kept_in_2_2_1()
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        await using var stranger = await FakePeer.StartAsync(OcpiVersion.V221);
        stranger.PartyId = "ABC";
        var (party, token) = await RegisterAsync(peer);
        await stranger.RegisterAsync(party, await party.AddTokenAsync(gateway));
        Script(peer, "/tokens/AB12/authorize", "ALLOWED");
        Script(stranger, "/tokens/AB12/authorize", "404");

        var verdict = await DecideAsync(party, "AB12");
        (verdict.Status, verdict.Grant!.Method, verdict.Grant.Reference).ShouldBe((TokenStatus.Accepted, TokenMethod.AuthRequest, "auth-7"));
        (await FakePeer.AskAsync(party, HttpMethod.Get, "tokens/NL/TNM/AB12", token)).Http.ShouldBe(200);
        (await DecideAsync(party, "CD34")).Status.ShouldBe(TokenStatus.Unknown);
    }

    [Fact]
    public async Task A_peer_that_says_yes_need_not_wait_for_one_that_says_nothing()
    {
        await using var silent = await FakePeer.StartAsync(OcpiVersion.V221);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        silent.PartyId = "ABC";
        var (party, _) = await RegisterAsync(silent);
        await peer.RegisterAsync(party, await party.AddTokenAsync(gateway));
        Script(silent, "/tokens/AB12/authorize", "silence");
        Script(peer, "/tokens/AB12/authorize", "ALLOWED");
        var services = gateway.Services;
        var patient = new TokenAuthorizer(services.GetRequiredService<OcpiClient>(), new PeerCallOptions { AuthorizeTimeoutSeconds = 30 });
        var book = new TokenBook(services.GetRequiredService<TokenStore>(), patient, services.GetRequiredService<PeerDirectory>());

        var verdict = await book.DecideAsync(new PlacedToken(party.Id, "AB12", null, "loc-1", "evse-1", TokenPurpose.Authorize), CancellationToken.None).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(20));

        verdict.Status.ShouldBe(TokenStatus.Accepted);
    }

    [Fact]
    public async Task A_token_of_somebody_else_in_the_answer_is_not_believed()
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        peer.PartyId = "ABC";
        var (party, _) = await RegisterAsync(peer);
        Script(peer, "/tokens/AB12/authorize", "ALLOWED");
        (await DecideAsync(party, "AB12")).Status.ShouldBe(TokenStatus.Unknown);
    }

    [Fact]
    public async Task An_EVSE_that_does_not_come_back_is_not_allowed()
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var (party, token) = await RegisterAsync(peer);
        await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/AB12", token, TokensTests.Token(OcpiVersion.V221, "AB12", "NEVER"));
        peer.Scripts["/tokens/AB12/authorize"] = FakePeer.Data(
            $$"""{"allowed":"ALLOWED","token":{{TokensTests.Token(OcpiVersion.V221, "AB12", "NEVER")}},"location":{"location_id":"loc-1","evse_uids":["evse-2"]} }""");
        (await DecideAsync(party, "AB12")).Status.ShouldBe(TokenStatus.NotAtThisLocation);
    }

    [Fact]
    public async Task The_kind_of_reader_picks_among_tokens_with_the_same_uid()
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var (party, token) = await RegisterAsync(peer);
        await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/AB12?type=RFID", token, TokensTests.Token(OcpiVersion.V221, "AB12", "ALWAYS", valid: false));
        await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/AB12?type=APP_USER", token, TokensTests.Token(OcpiVersion.V221, "AB12", "ALWAYS", type: "APP_USER"));
        (await DecideAsync(party, "AB12", "ISO14443")).Status.ShouldBe(TokenStatus.Blocked);
        (await DecideAsync(party, "AB12", "Central")).Status.ShouldBe(TokenStatus.Accepted);
    }

    [Fact]
    public async Task Tokens_of_a_peer_that_is_gone_are_worth_nothing()
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var (party, token) = await RegisterAsync(peer);
        await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/AB12", token, TokensTests.Token(OcpiVersion.V221, "AB12", "ALWAYS"));
        (await DecideAsync(party, "AB12")).Status.ShouldBe(TokenStatus.Accepted);
        await FakePeer.AskAsync(party, HttpMethod.Delete, "credentials", token);
        (await DecideAsync(party, "AB12")).Status.ShouldBe(TokenStatus.Unknown);
    }

    private static void Script(FakePeer peer, string path, string? answer)
    {
        if (answer is null)
            return;
        peer.Scripts[path] = answer switch
        {
            NoAnswer => FakePeer.Status(500),
            "404" => FakePeer.Status(404),
            "silence" => FakePeer.Silence,
            "garbage" => FakePeer.Status(200, "nonsense"),
            "flood" => FakePeer.Flood,
            "redirect" => FakePeer.Redirect(peer.VersionsUrl),
            "2002" or "3000" => FakePeer.Data("null", int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture)),
            _ => http => FakePeer.WriteAsync(http, Info(peer, answer)),
        };
    }

    private static JsonObject Info(FakePeer peer, string allowed)
    {
        var info = new JsonObject { ["allowed"] = allowed };
        if (peer.Version == OcpiVersion.V221)
        {
            info["token"] = JsonNode.Parse(TokensTests.Token(OcpiVersion.V221, "AB12", "NEVER"));
            info["authorization_reference"] = "auth-7";
        }

        return info;
    }

    private async Task<(TestParty Party, string Token)> RegisterAsync(FakePeer peer)
    {
        var party = await TestParty.CreateAsync(gateway, peer.Version);
        return (party, await peer.RegisterAsync(party));
    }

    private Task<TokenVerdict> DecideAsync(TestParty party, string uid, string? type = null) => gateway.Services.GetRequiredService<TokenBook>()
        .DecideAsync(new PlacedToken(party.Id, uid, type, "loc-1", "evse-1", TokenPurpose.Authorize), CancellationToken.None).AsTask();

    public sealed class QuickGateway(PostgresFixture postgres) : GatewayFixture(postgres)
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Ocpi:AuthorizeTimeoutSeconds", "1")];
    }
}
