using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Gateway.OcpiPeer;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>The mapper around a handler of a test.</summary>
public class EnvelopeTests(UnjudgedGateway gateway) : IClassFixture<UnjudgedGateway>
{
    [Theory]
    [InlineData("", 0, OcpiPage.MaxLimit)]
    [InlineData("?limit=1", 0, 1)]
    [InlineData("?offset=150&limit=50", 150, 50)]
    [InlineData("?limit=1000000", 0, OcpiPage.MaxLimit)]
    [InlineData("?limit=99999999999999999999999", 0, OcpiPage.MaxLimit)]
    [InlineData("?date_from=2015-06-29T20:39:09Z&date_to=2016-06-29T20:39:09.123", 0, OcpiPage.MaxLimit)]
    [InlineData("?unknown=1&limit=7", 0, 7)]
    public async Task A_list_is_asked_for_with_a_page(string query, long offset, int limit)
    {
        OcpiPage? seen = null;
        var answer = await AskAsync("locations", query, call =>
        {
            seen = call.Page;
            return OcpiAnswer.Page(["{}"], 1, nextExists: false);
        });
        answer.Code.ShouldBe(1000);
        (seen!.Offset, seen.Limit).ShouldBe((offset, limit));
        answer.Headers["X-Total-Count"].ToString().ShouldBe("1");
        answer.Headers["X-Limit"].ToString().ShouldBe(limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        answer.Headers.Link.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=ten", "limit")]
    [InlineData("?limit=", "limit")]
    [InlineData("?limit=1.5", "limit")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?offset=-1", "offset")]
    [InlineData("?offset=x", "offset")]
    [InlineData("?offset=99999999999999999999999", "offset")]
    [InlineData("?date_from=yesterday", "date_from")]
    [InlineData("?date_from=2015-13-29T20:39:09Z", "date_from")]
    [InlineData("?date_from=2015-06-29", "date_from")]
    [InlineData("?date_to=2015-06-29T20:39:09%2B02:00", "date_to")]
    [InlineData("?date_to=1435610349", "date_to")]
    public async Task A_page_that_cannot_be_is_a_2001(string query, string named)
    {
        var answer = await AskAsync("locations", query, _ => throw new InvalidOperationException("must not be asked"));
        (answer.Http, answer.Code).ShouldBe((200, 2001));
        answer.Message.ShouldContain(named);
    }

    [Fact]
    public async Task The_link_to_the_next_page_keeps_every_filter()
    {
        var answer = await AskAsync(
            "tariffs",
            "?date_from=2016-01-01T00:00:00Z&limit=2&odd=a%26b&offset=4&date_to=2016-12-31T23:59:59Z",
            _ => OcpiAnswer.Page(["1", "2"], 9, nextExists: true));
        answer.Headers.Link.ToString().ShouldBe(
            "<http://lab.test/ocpi/2.2.1/tariffs?offset=6&limit=2&date_from=2016-01-01T00%3A00%3A00Z&odd=a%26b&date_to=2016-12-31T23%3A59%3A59Z>; rel=\"next\"");
        answer.Body["data"]!.ToJsonString().ShouldBe("[1,2]");
    }

    [Fact]
    public async Task An_exception_is_a_3000_with_HTTP_500()
    {
        var answer = await AskAsync("locations", "", _ => throw new InvalidOperationException("secret"));
        (answer.Http, answer.Code).ShouldBe((500, 3000));
        answer.Body.ToJsonString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("{\"a\":1,\"a\":2}", 400)]
    [InlineData("[]", 200)]
    [InlineData("{\"uid\":5}", 200)]
    public async Task A_body_that_is_no_object_of_the_standard_is_a_2001(string body, int http)
    {
        var answer = await AskAsync("tokens/{x}", "", call => ReadAsync(call), "PUT", body);
        (answer.Http, answer.Code).ShouldBe((http, 2001));

        static OcpiAnswer ReadAsync(OcpiCall call) =>
            call.ReadBodyAsync<Voltbench.Ocpi.V221.Tokens.Token>(CancellationToken.None).AsTask().GetAwaiter().GetResult().Fault ?? OcpiAnswer.Done();
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_413_in_the_envelope()
    {
        var answer = await AskAsync(
            "tokens/{x}",
            "",
            call => call.ReadJsonAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().Fault ?? OcpiAnswer.Done(),
            "PUT",
            $"\"{new string('a', OcpiCall.MaxBodyBytes)}\"");
        (answer.Http, answer.Code).ShouldBe((413, 2000));
    }

    [Fact]
    public async Task The_code_for_an_unknown_token_is_one_that_the_version_knows()
    {
        (await AskAsync("tokens/{x}", "", _ => OcpiAnswer.NotFound("none", 2004))).Code.ShouldBe(2004);
        (await AskAsync("tokens/{x}", "", _ => OcpiAnswer.NotFound("none", 2004), version: OcpiVersion.V211)).Code.ShouldBe(2000);
    }

    [Fact]
    public async Task Ids_of_a_request_come_back_and_missing_ones_are_made()
    {
        var given = await AskAsync("versions", "", _ => OcpiAnswer.Done(), headers: [("X-Request-ID", "r 1"), ("X-Correlation-ID", "c-1")]);
        (given.Headers["X-Request-ID"].ToString(), given.Headers["X-Correlation-ID"].ToString()).ShouldBe(("r 1", "c-1"));

        var without = await AskAsync("versions", "", _ => OcpiAnswer.Done(), headers: [("X-Request-ID", new string('x', 500))]);
        without.Code.ShouldBe(1000);
        Guid.TryParse(without.Headers["X-Request-ID"], out _).ShouldBeTrue();
        Guid.TryParse(without.Headers["X-Correlation-ID"], out _).ShouldBeTrue();
    }

    private async Task<Seen> AskAsync(
        string pattern,
        string query,
        Func<OcpiCall, OcpiAnswer> handler,
        string method = "GET",
        string? body = null,
        OcpiVersion version = OcpiVersion.V221,
        (string Name, string Value)[]? headers = null)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        var route = new OcpiRoute(version, PartyRole.Cpo, pattern);
        route.Add(method, (call, _) => Task.FromResult(handler(call)), OcpiAccess.AnyToken);

        var http = new DefaultHttpContext { RequestServices = gateway.Services };
        http.Request.Method = method;
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("lab.test");
        http.Request.Path = $"/ocpi/{version.Number()}/{pattern}";
        http.Request.QueryString = new QueryString(query);
        http.Request.Headers.Authorization = $"Token {party.TokenA}";
        foreach (var (name, value) in headers ?? [])
            http.Request.Headers[name] = value;
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        var written = new MemoryStream();
        http.Response.Body = written;
        await gateway.Services.GetRequiredService<OcpiEndpoint>().AnswerAsync(http, route);
        return new Seen(http.Response.StatusCode, JsonNode.Parse(written.ToArray())!.AsObject(), http.Response.Headers);
    }

    private sealed record Seen(int Http, JsonObject Body, IHeaderDictionary Headers)
    {
        public int Code => Body["status_code"]!.GetValue<int>();

        public string Message => Body["status_message"]!.GetValue<string>();
    }
}
