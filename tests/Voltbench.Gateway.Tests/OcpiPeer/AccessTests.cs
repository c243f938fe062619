using System.Net.Http.Headers;
using System.Text;
using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

public class AccessTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly HttpClient Http = new();

    public static TheoryData<OcpiVersion, string> Parties => new()
    {
        { OcpiVersion.V211, "CPO" },
        { OcpiVersion.V221, "CPO" },
        { OcpiVersion.V211, "EMSP" },
        { OcpiVersion.V221, "EMSP" },
    };

    [Theory]
    [MemberData(nameof(Parties))]
    public async Task Versions_and_details_are_read_with_token_A_in_both_spellings(OcpiVersion version, string role)
    {
        var party = await TestParty.CreateAsync(gateway, version, role);
        foreach (var base64 in new[] { false, true })
        {
            var versions = await OcpiReply.SendAsync(Http, party.Request(HttpMethod.Get, "versions", party.TokenA, base64: base64));
            (versions.Http, versions.Code).ShouldBe((200, 1000));
            versions.Data!.ToJsonString().ShouldBe($$"""[{"version":"{{version.Number()}}","url":"{{party.BaseUrl}}"}]""");

            var details = await OcpiReply.SendAsync(Http, party.Request(HttpMethod.Get, "", party.TokenA, base64: base64));
            (details.Http, details.Code).ShouldBe((200, 1000));
            details.Data!["version"]!.GetValue<string>().ShouldBe(version.Number());
        }
    }

    [Fact]
    public async Task Base64_with_the_line_end_of_the_standards_example_is_understood()
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        var request = party.Request(HttpMethod.Get, "versions", null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", Convert.ToBase64String(Encoding.UTF8.GetBytes(party.TokenA + "\n")));
        (await OcpiReply.SendAsync(Http, request)).Http.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Parties))]
    public async Task What_is_not_a_token_of_the_route_is_a_401(OcpiVersion version, string role)
    {
        var party = await TestParty.CreateAsync(gateway, version, role);
        var otherVersion = await TestParty.CreateAsync(gateway, version == OcpiVersion.V211 ? OcpiVersion.V221 : OcpiVersion.V211, role);
        var otherRole = await TestParty.CreateAsync(gateway, version, role == "CPO" ? "EMSP" : "CPO");
        var deleted = await TestParty.CreateAsync(gateway, version, role);
        await ExecuteAsync($"update ocpp.partner_operations set deleted_at = now() where id = {deleted.Id}");
        var expired = await TestParty.CreateAsync(gateway, version, role);
        await ExecuteAsync($"update ocpp.partner_operations set expires_at = now() - interval '1 second' where id = {expired.Id}");

        foreach (var token in new[] { null, "wrong", otherVersion.TokenA, otherRole.TokenA, deleted.TokenA, expired.TokenA })
        {
            foreach (var path in new[] { "versions", "", "credentials", "locations", "nothing/at/all" })
            {
                var reply = await OcpiReply.SendAsync(Http, party.Request(HttpMethod.Get, path, token));
                (reply.Http, reply.Code).ShouldBe((401, 2001), $"{path} with {token}");
                reply.Data.ShouldBeNull();
                reply.Header("WWW-Authenticate").ShouldBe("Token");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Token")]
    [InlineData("Token ")]
    [InlineData("Bearer {0}")]
    [InlineData("{0}")]
    [InlineData("Token {0} {0}")]
    [InlineData("Token {0}x")]
    public async Task Only_the_token_scheme_is_taken(string header)
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        var request = party.Request(HttpMethod.Get, "versions", null);
        request.Headers.TryAddWithoutValidation("Authorization", header.Replace("{0}", party.TokenA, StringComparison.Ordinal));
        (await OcpiReply.SendAsync(Http, request)).Http.ShouldBe(401);
    }

    [Fact]
    public async Task A_party_that_is_deleted_loses_its_tokens_at_once()
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        (await OcpiReply.SendAsync(Http, party.Request(HttpMethod.Get, "versions", party.TokenA))).Http.ShouldBe(200);
        await ExecuteAsync($"update ocpp.partner_operations set deleted_at = now() where id = {party.Id}");
        await Eventually.BecomesAsync(
            async () => (await OcpiReply.SendAsync(Http, party.Request(HttpMethod.Get, "versions", party.TokenA))).Http == 401, "the token is refused");
    }

    [Theory]
    [InlineData("ocpi/2.3.0/versions")]
    [InlineData("ocpi/2.2/locations")]
    [InlineData("ocpi/2.2.1.9")]
    [InlineData("ocpi/emsp/2.3.0/versions")]
    [InlineData("ocpi/emsp/nonsense")]
    public async Task Another_version_is_a_404_with_3002(string path)
    {
        var reply = await OcpiReply.SendAsync(Http, new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, path)));
        (reply.Http, reply.Code).ShouldBe((404, 3002));
    }

    [Theory]
    [InlineData("PUT", "versions", 405)]
    [InlineData("HEAD", "versions", 405)]
    [InlineData("DELETE", "", 405)]
    [InlineData("GET", "hubclientinfo", 404)]
    [InlineData("POST", "nothing/at/all", 404)]
    public async Task Unknown_paths_and_methods_are_answered_in_the_envelope(string method, string path, int status)
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        var response = await Http.SendAsync(party.Request(new HttpMethod(method), path, party.TokenA));
        ((int)response.StatusCode).ShouldBe(status);
        if (method != "HEAD")
            (await response.Content.ReadAsStringAsync()).ShouldContain("\"status_code\":2000");
        if (status == 405)
            response.Content.Headers.Allow.ShouldBe(["GET"]);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
