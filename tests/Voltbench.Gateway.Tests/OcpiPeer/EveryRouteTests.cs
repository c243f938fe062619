using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voltbench.Gateway.OcpiPeer;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>Every route that is mapped, with every kind of token that must not open it.</summary>
public class EveryRouteTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly HttpClient Http = new();

    [Theory]
    [InlineData(OcpiVersion.V211, "CPO")]
    [InlineData(OcpiVersion.V221, "CPO")]
    [InlineData(OcpiVersion.V211, "EMSP")]
    [InlineData(OcpiVersion.V221, "EMSP")]
    public async Task Only_tokens_of_this_kind_of_party_open_a_route(OcpiVersion version, string role)
    {
        var party = await TestParty.CreateAsync(gateway, version, role);
        await using var peer = await FakePeer.StartAsync(version, Other(role));
        var good = await peer.RegisterAsync(party);
        var dead = await DeadTokensAsync(version, role, party, peer);
        var tokenA = await party.AddTokenAsync(gateway);

        var routes = gateway.Services.GetRequiredService<OcpiRouteTable>().Where(entry => entry.Key.Version == version && entry.Key.Role == Role(role)).ToList();
        routes.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var (key, route) in routes)
        {
            var path = string.Join('/', key.Pattern.Split('/').Select(static segment => segment.StartsWith('{') ? "X1" : segment));
            foreach (var method in route.Allow.Split(", "))
            {
                foreach (var (kind, token) in dead)
                    (await SendAsync(method, path, token)).ShouldBe(401, $"{method} {path} with {kind}");
                route.TryFind(method, out _, out var access).ShouldBeTrue();
                if (access == OcpiAccess.Peer)
                    (await SendAsync(method, path, tokenA)).ShouldBe(401, $"{method} {path} with token A");
                if (HttpMethods.IsGet(method))
                    (await SendAsync(method, path, good)).ShouldBeOneOf(200, 404);
            }
        }

        // None of it had an effect.
        (await SendAsync("GET", "credentials", good)).ShouldBe(200);
        (await SendAsync("GET", "credentials", tokenA)).ShouldBe(200);

        async Task<int> SendAsync(string method, string path, string? token)
        {
            var body = method is "GET" or "DELETE" ? null : "{}";
            return (await OcpiReply.SendAsync(Http, party.Request(new HttpMethod(method), path, token, body))).Http;
        }
    }

    private static string Other(string role) => role == "CPO" ? "EMSP" : "CPO";

    private static PartyRole Role(string role) => role == "CPO" ? PartyRole.Cpo : PartyRole.Emsp;

    private async Task<List<(string Kind, string? Token)>> DeadTokensAsync(OcpiVersion version, string role, TestParty party, FakePeer peer)
    {
        var tokens = new List<(string Kind, string? Token)> { ("no token", null), ("a made up token", "nobody"), ("token A after its use", party.TokenA), ("the token of the peer itself", peer.Token) };
        var otherVersion = version == OcpiVersion.V211 ? OcpiVersion.V221 : OcpiVersion.V211;
        tokens.Add(("a token of the other version", await RegisteredAsync(otherVersion, role)));
        tokens.Add(("a token of the other role", await RegisteredAsync(version, Other(role))));
        tokens.Add(("token A of the other role", (await TestParty.CreateAsync(gateway, version, Other(role))).TokenA));
        tokens.Add(("a token of a deleted party", await RegisteredAsync(version, role, "update ocpp.partner_operations set deleted_at = now() where id = $1")));
        tokens.Add(("a token of an expired party", await RegisteredAsync(version, role, "update ocpp.partner_operations set expires_at = now() - interval '1 second' where id = $1")));

        var ended = await TestParty.CreateAsync(gateway, version, role);
        await using var gone = await FakePeer.StartAsync(version, Other(role));
        var token = await gone.RegisterAsync(ended);
        await FakePeer.AskAsync(ended, HttpMethod.Delete, "credentials", token);
        tokens.Add(("a token of a peer that is gone", token));

        var renewed = await TestParty.CreateAsync(gateway, version, role);
        await using var rotating = await FakePeer.StartAsync(version, Other(role));
        var old = await rotating.RegisterAsync(renewed);
        var fresh = await FakePeer.AskAsync(renewed, HttpMethod.Put, "credentials", old, rotating.Credentials());
        await FakePeer.AskAsync(renewed, HttpMethod.Get, "versions", fresh.Data!["token"]!.GetValue<string>());
        tokens.Add(("a token that was rotated", old));
        return tokens;
    }

    private async Task<string> RegisteredAsync(OcpiVersion version, string role, string? then = null)
    {
        var party = await TestParty.CreateAsync(gateway, version, role);
        await using var peer = await FakePeer.StartAsync(version, Other(role));
        var token = await peer.RegisterAsync(party);
        if (then is null)
            return token;
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var command = database.CreateCommand(then);
        command.Parameters.Add(new NpgsqlParameter { Value = party.Id });
        await command.ExecuteNonQueryAsync();
        // The directory hears of it by notification.
        await Eventually.BecomesAsync(async () => (await FakePeer.AskAsync(party, HttpMethod.Get, "versions", token)).Http == 401, "the party is gone");
        return token;
    }
}
