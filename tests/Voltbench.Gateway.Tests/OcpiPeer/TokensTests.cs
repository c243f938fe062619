using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>The receiver side of the tokens module of a CPO.</summary>
public class TokensTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    public static TheoryData<OcpiVersion> Versions => CredentialsTests.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_token_is_put_read_patched_and_put_again(OcpiVersion version)
    {
        var (party, token) = await RegisterAsync(version);
        const string path = "tokens/NL/TNM/012345678";
        (await FakePeer.AskAsync(party, HttpMethod.Get, path, token)).ShouldSatisfyAllConditions(
            r => r.Http.ShouldBe(404), r => r.Code.ShouldBe(version == OcpiVersion.V221 ? 2004 : 2000));

        var first = await FakePeer.AskAsync(party, HttpMethod.Put, path, token, Token(version));
        (first.Http, first.Code).ShouldBe((201, 1000));
        first.Data.ShouldBeNull();
        (await ReadAsync(party, token, path)).ShouldBe(Normal(Token(version)));
        // CiString: country, party and uid in any case.
        (await ReadAsync(party, token, "tokens/nl/tnm/012345678?type=RFID")).ShouldBe(Normal(Token(version)));

        var patch = await FakePeer.AskAsync(party, HttpMethod.Patch, path, token, """{"valid":false,"last_updated":"2020-01-02T00:00:00Z"}""");
        (patch.Http, patch.Code).ShouldBe((200, 1000));
        var patched = JsonNode.Parse(await ReadAsync(party, token, path))!;
        patched["valid"]!.GetValue<bool>().ShouldBeFalse();
        patched["issuer"]!.GetValue<string>().ShouldBe("TheNewMotion");
        patched["last_updated"]!.GetValue<string>().ShouldBe("2020-01-02T00:00:00Z");

        var again = await FakePeer.AskAsync(party, HttpMethod.Put, path, token, Token(version, last: "2021-01-01T00:00:00Z"));
        (again.Http, again.Code).ShouldBe((200, 1000));
        var older = await FakePeer.AskAsync(party, HttpMethod.Put, path, token, Token(version, last: "2020-06-01T00:00:00Z"));
        (older.Http, older.Code).ShouldBe((200, 2001));
        (await ReadAsync(party, token, path)).ShouldContain("2021-01-01T00:00:00Z");
    }

    [Fact]
    public async Task A_PATCH_without_last_updated_is_a_2001_in_2_2_1_and_fine_in_2_1_1()
    {
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
        {
            var (party, token) = await RegisterAsync(version);
            await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/012345678", token, Token(version));
            (await FakePeer.AskAsync(party, HttpMethod.Patch, "tokens/NL/TNM/012345678", token, """{"valid":false}""")).Code
                .ShouldBe(version == OcpiVersion.V221 ? 2001 : 1000);
        }
    }

    public static TheoryData<OcpiVersion, string, string, string, int, int> Wrong => new()
    {
        // Not the caller's.
        { OcpiVersion.V221, "PUT", "tokens/DE/TNM/012345678", Token(OcpiVersion.V221), 404, 2004 },
        { OcpiVersion.V221, "GET", "tokens/NL/ABC/012345678", "", 404, 2004 },
        { OcpiVersion.V211, "PUT", "tokens/DE/TNM/012345678", Token(OcpiVersion.V211), 404, 2000 },
        // Under another name than its own.
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/other", Token(OcpiVersion.V221), 200, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678?type=APP_USER", Token(OcpiVersion.V221), 200, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678", Token(OcpiVersion.V221).Replace("\"NL\"", "\"DE\"", StringComparison.Ordinal), 200, 2001 },
        { OcpiVersion.V211, "PUT", "tokens/NL/TNM/other", Token(OcpiVersion.V211), 200, 2001 },
        // No token.
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678", "", 400, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678", "{", 400, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678", "{}", 200, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678", Token(OcpiVersion.V221).Replace("ALLOWED", "PERHAPS", StringComparison.Ordinal), 200, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678", Token(OcpiVersion.V221).Replace("true", "\"true\"", StringComparison.Ordinal), 200, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/012345678", Token(OcpiVersion.V221, last: "yesterday"), 200, 2001 },
        { OcpiVersion.V221, "PUT", "tokens/NL/TNM/0123456780123456780123456780123456789", Token(OcpiVersion.V221), 200, 2001 },
        { OcpiVersion.V211, "PUT", "tokens/NL/TNM/012345678?type=APP_USER", Token(OcpiVersion.V211), 200, 2001 },
        // Nothing to change, or not changeable.
        { OcpiVersion.V221, "PATCH", "tokens/NL/TNM/unknown", """{"valid":false,"last_updated":"2020-01-01T00:00:00Z"}""", 404, 2004 },
        { OcpiVersion.V221, "PATCH", "tokens/NL/TNM/known", """{"uid":"else","last_updated":"2020-01-01T00:00:00Z"}""", 200, 2001 },
        { OcpiVersion.V221, "PATCH", "tokens/NL/TNM/known", """{"valid":null,"last_updated":"2020-01-01T00:00:00Z"}""", 200, 2001 },
        { OcpiVersion.V221, "PATCH", "tokens/NL/TNM/known", """{"valid":false,"last_updated":"2010-01-01T00:00:00Z"}""", 200, 2001 },
        { OcpiVersion.V221, "PATCH", "tokens/NL/TNM/known", "[]", 200, 2001 },
        { OcpiVersion.V221, "POST", "tokens/NL/TNM/known", "{}", 405, 2000 },
        { OcpiVersion.V221, "DELETE", "tokens/NL/TNM/known", "", 405, 2000 },
        { OcpiVersion.V221, "GET", "tokens", "", 404, 2000 },
        { OcpiVersion.V221, "GET", "tokens/NL/TNM", "", 404, 2000 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_is_refused(OcpiVersion version, string method, string path, string body, int http, int code)
    {
        var (party, token) = await RegisterAsync(version);
        var known = Token(version).Replace("012345678", "known", StringComparison.Ordinal);
        (await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/known", token, known)).Http.ShouldBe(201);
        var reply = await FakePeer.AskAsync(party, new HttpMethod(method), path, token, body.Length == 0 && method == "GET" ? null : body);
        (reply.Http, reply.Code).ShouldBe((http, code));
        (await ReadAsync(party, token, "tokens/NL/TNM/known")).ShouldBe(Normal(known));
    }

    [Fact]
    public async Task Routing_headers_have_to_be_right_and_come_back_the_other_way_round()
    {
        var (party, token) = await RegisterAsync(OcpiVersion.V221);
        var good = await SendAsync(("OCPI-to-country-code", party.CountryCode.ToLowerInvariant()), ("OCPI-to-party-id", party.PartyId), ("OCPI-from-country-code", "NL"), ("OCPI-from-party-id", "tnm"));
        (good.Http, good.Code).ShouldBe((404, 2004));
        (good.Header("OCPI-from-country-code"), good.Header("OCPI-from-party-id")).ShouldBe((party.CountryCode, party.PartyId));
        (good.Header("OCPI-to-country-code"), good.Header("OCPI-to-party-id")).ShouldBe(("NL", "tnm"));

        (await SendAsync()).Header("OCPI-to-party-id").ShouldBe("TNM");
        (await SendAsync(("OCPI-to-country-code", "XX"), ("OCPI-to-party-id", "XXX"))).Code.ShouldBe(4001);
        (await SendAsync(("OCPI-to-country-code", party.CountryCode))).Code.ShouldBe(2001);
        (await SendAsync(("OCPI-from-country-code", "DE"), ("OCPI-from-party-id", "TNM"))).Code.ShouldBe(2001);
        (await SendAsync(("OCPI-from-country-code", "NLD"), ("OCPI-from-party-id", "TNM"))).Code.ShouldBe(2001);

        // Configuration modules have none, 2.1.1 knows none.
        (await FakePeer.AskAsync(party, HttpMethod.Get, "credentials", token)).Header("OCPI-from-party-id").ShouldBeNull();
        var (old, oldToken) = await RegisterAsync(OcpiVersion.V211);
        (await FakePeer.AskAsync(old, HttpMethod.Get, "tokens/NL/TNM/x", oldToken)).Header("OCPI-from-party-id").ShouldBeNull();

        async Task<OcpiReply> SendAsync(params (string Name, string Value)[] headers)
        {
            var request = party.Request(HttpMethod.Get, "tokens/NL/TNM/x", token);
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            return await OcpiReply.SendAsync(gateway.Anonymous, request);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_token_of_another_CPO_reaches_nothing(OcpiVersion version)
    {
        var (party, token) = await RegisterAsync(version);
        await FakePeer.AskAsync(party, HttpMethod.Put, "tokens/NL/TNM/012345678", token, Token(version));
        var (other, otherToken) = await RegisterAsync(version);
        (await FakePeer.AskAsync(other, HttpMethod.Get, "tokens/NL/TNM/012345678", otherToken)).Http.ShouldBe(404);
        // The token decides the CPO: asked with the other's token, it is the other that answers.
        (await FakePeer.AskAsync(party, HttpMethod.Get, "tokens/NL/TNM/012345678", otherToken)).Http.ShouldBe(404);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "tokens/NL/TNM/012345678", party.TokenA)).Http.ShouldBe(401);
        (await FakePeer.AskAsync(party, HttpMethod.Get, "tokens/NL/TNM/012345678", (await TestParty.CreateAsync(gateway, version)).TokenA)).Http.ShouldBe(401);
    }

    internal static string Token(OcpiVersion version, string uid = "012345678", string whitelist = "ALLOWED", bool valid = true, string type = "RFID", string last = "2015-06-29T22:39:09Z") =>
        version == OcpiVersion.V211
            ? $$"""{"uid":"{{uid}}","type":"{{type}}","auth_id":"DE8ACC12E46L89","visual_number":"DF000-2001-8999","issuer":"TheNewMotion","valid":{{(valid ? "true" : "false")}},"whitelist":"{{whitelist}}","last_updated":"{{last}}"}"""
            : $$"""{"country_code":"NL","party_id":"TNM","uid":"{{uid}}","type":"{{type}}","contract_id":"DE8ACC12E46L89","visual_number":"DF000-2001-8999","issuer":"TheNewMotion","valid":{{(valid ? "true" : "false")}},"whitelist":"{{whitelist}}","last_updated":"{{last}}"}""";

    private static string Normal(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static async Task<string> ReadAsync(TestParty party, string token, string path)
    {
        var reply = await FakePeer.AskAsync(party, HttpMethod.Get, path, token);
        (reply.Http, reply.Code).ShouldBe((200, 1000));
        return reply.Data!.ToJsonString();
    }

    private async Task<(TestParty Party, string Token)> RegisterAsync(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await using var peer = await FakePeer.StartAsync(version);
        return (party, await peer.RegisterAsync(party));
    }
}
