using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voltbench.Lab.Ocpi.Tokens;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>A CPO pulls the tokens of its peers.</summary>
public class TokenPullTests(TokenPullTests.QuickGateway gateway) : IClassFixture<TokenPullTests.QuickGateway>
{
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task All_pages_are_pulled_after_the_registration_and_changes_later(OcpiVersion version)
    {
        await using var peer = await FakePeer.StartAsync(version);
        var tokens = new TokenList(version, 25);
        peer.Scripts["/tokens"] = tokens.PageAsync(peer, 10);
        var party = await TestParty.CreateAsync(gateway, version);
        await peer.RegisterAsync(party);

        await Eventually.BecomesAsync(async () => (await StateAsync(party))?.LastTokens == 25, "all tokens are here");
        (await CountAsync(party)).ShouldBe(25);
        peer.Requests.Where(static request => request.Path == "/tokens").Select(static request => Offset(request.Query)).ShouldBe([0, 10, 20]);
        peer.Requests.ShouldNotContain(static request => request.Path == "/tokens" && request.Query.Contains("date_from", StringComparison.Ordinal));

        // A delta asks from a little before the last run on, and takes nothing away.
        tokens.Count = 1;
        await RequestAsync(party, isFull: false);
        await Eventually.BecomesAsync(async () => (await StateAsync(party))?.LastTokens == 1, "the changes are here");
        peer.Requests.Last(static request => request.Path == "/tokens").Query.ShouldContain("date_from=");
        (await CountAsync(party)).ShouldBe(25);

        // What a whole list does not have is no longer valid.
        await RequestAsync(party, isFull: true);
        await Eventually.BecomesAsync(async () => await CountAsync(party) == 1, "the others are gone");
    }

    [Fact]
    public async Task Wrong_objects_and_those_of_others_do_not_spoil_the_rest()
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var good = TokensTests.Token(OcpiVersion.V221, "GOOD");
        var newer = TokensTests.Token(OcpiVersion.V221, "GOOD", valid: false, last: "2020-01-01T00:00:00Z");
        var foreign = TokensTests.Token(OcpiVersion.V221, "BAD").Replace("\"TNM\"", "\"XYZ\"", StringComparison.Ordinal);
        peer.Scripts["/tokens"] = FakePeer.Data($"""[5, "text", null, {newer}, {good}, {foreign}, [] ]""");
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await peer.RegisterAsync(party);
        await Eventually.BecomesAsync(async () => (await StateAsync(party))?.SucceededAt is not null, "the run ends");
        var state = (await StateAsync(party))!;
        (state.LastTokens, state.Refused).ShouldBe((1, 5));
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        (await connection.QuerySingleAsync<bool>("select valid from ocpp.ocpi_tokens where partner_operation_id = @Id", new { party.Id })).ShouldBeFalse();
    }

    [Theory]
    [InlineData("circle", "circle")]
    [InlineData("foreign host", "leads from")]
    [InlineData("empty pages", "empty page")]
    [InlineData("endless", "more than 20 pages")]
    [InlineData("flood", "more than 300 tokens")]
    public async Task Links_without_end_or_to_elsewhere_are_not_followed(string kind, string error)
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        await using var elsewhere = await FakePeer.StartAsync(OcpiVersion.V221);
        var served = 0;
        peer.Scripts["/tokens"] = http =>
        {
            var number = Interlocked.Increment(ref served);
            http.Response.Headers.Link = kind switch
            {
                "circle" => $"<{peer.Address}/tokens?offset={number % 2}>; rel=\"next\"",
                "foreign host" => $"<{elsewhere.Address}/tokens?offset=1>; rel=\"next\"",
                _ => $"<{peer.Address}/tokens?offset={number}>; rel=\"next\"",
            };
            var page = new JsonArray();
            for (var i = 0; i < (kind == "flood" ? 50 : kind == "empty pages" ? 0 : 1); i++)
                page.Add(JsonNode.Parse(TokensTests.Token(OcpiVersion.V221, $"T{number}-{i}")));
            return FakePeer.WriteAsync(http, page);
        };
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await peer.RegisterAsync(party);
        await Eventually.BecomesAsync(async () => (await StateAsync(party))?.LastError is not null, "the run is given up");
        var state = (await StateAsync(party))!;
        state.LastError!.ShouldContain(error);
        state.RunStartedAt.ShouldBeNull();
        served.ShouldBeLessThanOrEqualTo(21);
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("500")]
    [InlineData("garbage")]
    [InlineData("redirect")]
    public async Task A_run_that_fails_goes_on_where_it_was(string kind)
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var tokens = new TokenList(OcpiVersion.V221, 25);
        var page = tokens.PageAsync(peer, 10);
        var failures = 0;
        peer.Scripts["/tokens"] = http =>
        {
            if (Offset(http.Request.QueryString.Value!) != 10 || Interlocked.Increment(ref failures) > 1)
                return page(http);
            return kind switch
            {
                "500" => FakePeer.Status(500)(http),
                "garbage" => FakePeer.Status(200, "nonsense")(http),
                _ => FakePeer.Redirect(peer.VersionsUrl)(http),
            };
        };
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await peer.RegisterAsync(party);
        await Eventually.BecomesAsync(async () => (await StateAsync(party))?.LastTokens == 25, "all tokens are here");
        peer.Requests.Where(static request => request.Path == "/tokens").Select(static request => Offset(request.Query)).ShouldBe([0, 10, 10, 20]);
        (await StateAsync(party))!.LastError.ShouldBeNull();
    }

    [Fact]
    public async Task Silent_peers_do_not_hold_up_the_others()
    {
        await using var silent = await FakePeer.StartAsync(OcpiVersion.V221);
        silent.Scripts["/tokens"] = FakePeer.Silence;
        for (var i = 0; i < 5; i++)
            await silent.RegisterAsync(await TestParty.CreateAsync(gateway, OcpiVersion.V221));
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        peer.Scripts["/tokens"] = new TokenList(OcpiVersion.V221, 3).PageAsync(peer, 10);
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await peer.RegisterAsync(party);
        await Eventually.BecomesAsync(async () => (await StateAsync(party))?.LastTokens == 3, "the tokens of the good peer are here");
    }

    private static int Offset(string query) =>
        int.Parse(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)["offset"].ToString(), CultureInfo.InvariantCulture);

    private async Task<TokenPullState?> StateAsync(TestParty party) => await gateway.Services.GetRequiredService<TokenPullStore>().FindAsync(party.Id, await PeerAsync(party), CancellationToken.None);

    private async Task RequestAsync(TestParty party, bool isFull) =>
        await gateway.Services.GetRequiredService<TokenPullStore>().RequestAsync(party.Id, await PeerAsync(party), isFull, CancellationToken.None);

    private async Task<long> PeerAsync(TestParty party)
    {
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>("select id from ocpp.ocpi_peers where partner_operation_id = @Id", new { party.Id });
    }

    private async Task<int> CountAsync(TestParty party)
    {
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<int>("select count(*) from ocpp.ocpi_tokens where partner_operation_id = @Id", new { party.Id });
    }

    /// <summary>The tokens of an eMSP, in pages.</summary>
    private sealed class TokenList(OcpiVersion version, int count)
    {
        public int Count { get; set; } = count;

        public Func<HttpContext, Task> PageAsync(FakePeer peer, int size) => http =>
        {
            var offset = Offset(http.Request.QueryString.Value!);
            var page = new JsonArray();
            for (var i = offset; i < Math.Min(Count, offset + size); i++)
                page.Add(JsonNode.Parse(TokensTests.Token(version, $"TOKEN-{i}")));
            if (offset + size < Count)
                http.Response.Headers.Link = $"<{peer.Address}/tokens?offset={offset + size}&limit={size}>; rel=\"next\"";
            return FakePeer.WriteAsync(http, page);
        };
    }

    public sealed class QuickGateway(PostgresFixture postgres) : GatewayFixture(postgres)
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Ocpi:TokenPull:MaxBackoffSeconds", "1"),
            new("Ocpi:TokenPull:MaxPages", "20"),
            new("Ocpi:TokenPull:MaxTokens", "300"),
        ];
    }
}
