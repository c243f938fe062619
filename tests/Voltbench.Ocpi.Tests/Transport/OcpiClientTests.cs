using System.Text;
using Voltbench.Ocpi.Transport;
using Voltbench.Testing;
using Voltbench.Testing.Wire;

namespace Voltbench.Ocpi.Tests.Transport;

public sealed class OcpiClientTests
{
    private static readonly OcpiClientOptions Open = new();

    [Fact]
    public async Task A_request_carries_what_the_standard_says()
    {
        var body = "{\"id\":\"LOC1\",\"name\":\"Gärten\"}"u8.ToArray();
        var (outcome, request, sent) = await ExchangeAsync(
            url => new OcpiRequest(HttpMethod.Put, url)
            {
                Token = "example-token",
                TokenIsBase64 = true,
                Body = body,
                RequestId = "R-1",
                CorrelationId = "C-1",
                From = new PartyAddress("NL", "CPO"),
                To = new PartyAddress("DE", "MSP"),
                Version = OcpiVersion.V221,
            },
            body.Length);

        outcome.IsSuccess.ShouldBeTrue();
        request.ShouldStartWith("PUT /ocpi/x?y=1 HTTP/1.1\r\n");
        Field(request, "Authorization").ShouldBe("Token ZXhhbXBsZS10b2tlbg==");
        Field(request, "Content-Type").ShouldBe("application/json");
        Field(request, "X-Request-ID").ShouldBe("R-1");
        Field(request, "X-Correlation-ID").ShouldBe("C-1");
        Field(request, "OCPI-from-country-code").ShouldBe("NL");
        Field(request, "OCPI-from-party-id").ShouldBe("CPO");
        Field(request, "OCPI-to-country-code").ShouldBe("DE");
        Field(request, "OCPI-to-party-id").ShouldBe("MSP");
        Field(request, "traceparent").ShouldBeNull();
        sent.ShouldBe(body);
        outcome.RequestId.ShouldBe("R-1");
    }

    [Fact]
    public async Task Version_2_1_1_knows_no_routing_and_no_Base64()
    {
        var (_, request, _) = await ExchangeAsync(url => new OcpiRequest(HttpMethod.Get, url)
        {
            Token = "example-token",
            From = new PartyAddress("NL", "CPO"),
            To = new PartyAddress("DE", "MSP"),
            Version = OcpiVersion.V211,
        });

        Field(request, "Authorization").ShouldBe("Token example-token");
        Field(request, "Content-Type").ShouldBeNull();
        request.ShouldNotContain("OCPI-", Case.Insensitive);
        Field(request, "X-Request-ID").ShouldNotBeNull().Length.ShouldBe(36);
        Field(request, "X-Correlation-ID").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("R\r\nX-Injected: 1")]
    [InlineData("")]
    [InlineData("é")]
    public async Task An_id_that_no_header_can_carry_is_replaced(string id)
    {
        var (outcome, request, _) = await ExchangeAsync(url => new OcpiRequest(HttpMethod.Get, url) { RequestId = id, CorrelationId = id });

        request.ShouldNotContain("Injected");
        Guid.TryParse(outcome.RequestId, out _).ShouldBeTrue();
        Field(request, "X-Request-ID").ShouldBe(outcome.RequestId);
    }

    [Theory]
    [InlineData("http://peer.example/", "tok\r\nen", "NL", "CPO", "token")]
    [InlineData("http://peer.example/", "to ken", "NL", "CPO", "token")]
    [InlineData("http://peer.example/", "token", "NL", "C\nO", "party")]
    [InlineData("http://peer.example/", "token", "NLD", "CPO", "party")]
    [InlineData("ftp://peer.example/", "token", "NL", "CPO", "http or https")]
    [InlineData("file:///etc/passwd", "token", "NL", "CPO", "http or https")]
    [InlineData("relative", "token", "NL", "CPO", "http or https")]
    public async Task What_HTTP_cannot_express_is_refused_without_a_connection(string url, string token, string country, string party, string reason)
    {
        using var client = new OcpiClient(Open, TimeProvider.System);

        var outcome = await client.SendAsync(
            new OcpiRequest(HttpMethod.Get, new Uri(url, UriKind.RelativeOrAbsolute)) { Token = token, From = new PartyAddress(country, party), Version = OcpiVersion.V221 },
            CancellationToken.None);

        outcome.Kind.ShouldBe(OcpiOutcomeKind.Refused);
        outcome.Detail.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_not_connected_to()
    {
        await using var server = RawServer.Start(peer => peer.HoldAsync());
        using var client = new OcpiClient(new OcpiClientOptions { Objection = address => $"{address} is not for you." }, TimeProvider.System);

        foreach (var host in (string[])["127.0.0.1", "localhost"])
        {
            var outcome = await client.SendAsync(new OcpiRequest(HttpMethod.Get, new Uri($"http://{host}:{server.Port}/")), CancellationToken.None);
            outcome.Kind.ShouldBe(OcpiOutcomeKind.Refused);
            outcome.Detail.ShouldNotBeNull().ShouldContain("is not for you.");
        }

        server.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_allowed_addresses_of_a_name_are_tried()
    {
        await using var server = RawServer.Start(peer => peer.AnswerAsync(HostileOcpiPeers.Json("{\"status_code\":1000}")));
        using var client = new OcpiClient(
            new OcpiClientOptions { Objection = a => a.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "no IPv6" : null }, TimeProvider.System);

        (await client.SendAsync(new OcpiRequest(HttpMethod.Get, new Uri($"http://localhost:{server.Port}/")), CancellationToken.None)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_tells_the_next_one_and_its_counts()
    {
        const string Headers = "Link: <http://127.0.0.1/a?offset=2>; rel=\"next\"\r\nX-Total-Count: 17\r\nX-Limit: 2\r\n";
        var (outcome, _, _) = await ExchangeAsync(
            url => new OcpiRequest(HttpMethod.Get, url), answer: HostileOcpiPeers.Json("{\"data\":[{\"a\":1},2],\"status_code\":1000,\"timestamp\":\"x\"}", headers: Headers));

        outcome.NextLink.ShouldBe(new Uri("http://127.0.0.1/a?offset=2"));
        outcome.TotalCount.ShouldBe(17);
        outcome.Limit.ShouldBe(2);
        Encoding.UTF8.GetString(outcome.DataUtf8).ShouldBe("[{\"a\":1},2]");
    }

    [Theory]
    [InlineData(404, "{\"status_code\":2003,\"status_message\":\"Unknown location\"}", 2003, "HTTP 404 with OCPI status 2003 \"Unknown location\".")]
    [InlineData(400, "", null, "HTTP 400.")]
    [InlineData(500, "null", null, "HTTP 500.")]
    public async Task An_HTTP_error_keeps_what_its_envelope_says(int http, string body, int? code, string detail)
    {
        var (outcome, _, _) = await ExchangeAsync(url => new OcpiRequest(HttpMethod.Get, url), answer: HostileOcpiPeers.Json(body, http));

        outcome.Kind.ShouldBe(OcpiOutcomeKind.HttpError);
        outcome.HttpStatus.ShouldBe(http);
        outcome.StatusCode.ShouldBe(code);
        outcome.Detail.ShouldNotBeNull().ShouldEndWith(detail);
    }

    [Fact]
    public async Task A_byte_order_mark_another_content_type_and_a_created_object_are_taken()
    {
        var body = Encoding.Latin1.GetString("\uFEFF{\"status_code\":1000,\"data\":null}"u8);
        var (outcome, _, _) = await ExchangeAsync(
            url => new OcpiRequest(HttpMethod.Post, url), answer: HostileOcpiPeers.Json(body, 201, "Location: /ocpi/cdrs/1\r\n", "text/plain"));

        outcome.IsSuccess.ShouldBeTrue(outcome.Detail);
        outcome.Data.ShouldBeNull();
        outcome.Location.ShouldNotBeNull().AbsolutePath.ShouldBe("/ocpi/cdrs/1");
    }

    [Fact]
    public async Task Nobody_there_and_no_such_name_are_told_apart()
    {
        using var client = new OcpiClient(Open, TimeProvider.System);
        int port;
        await using (var gone = RawServer.Start(peer => peer.HoldAsync()))
            port = gone.Port;

        var outcome = await client.SendAsync(new OcpiRequest(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/")), CancellationToken.None);
        outcome.Kind.ShouldBe(OcpiOutcomeKind.Unreachable);
        outcome.Detail.ShouldNotBeNull().ShouldContain("nothing listens there");

        outcome = await client.SendAsync(new OcpiRequest(HttpMethod.Get, new Uri("http://no-such-peer.invalid/")), CancellationToken.None);
        outcome.Kind.ShouldBe(OcpiOutcomeKind.Unreachable);
        outcome.Detail.ShouldNotBeNull().ShouldContain("resolved");
    }

    [Fact]
    public async Task The_limit_of_time_is_that_of_the_given_clock()
    {
        await using var server = RawServer.Start(peer => peer.HoldAsync());
        var time = new ManualTimeProvider();
        using var client = new OcpiClient(Open, time);
        var call = client.SendAsync(new OcpiRequest(HttpMethod.Get, server.Url("/", "http")) { Timeout = TimeSpan.FromSeconds(5) }, CancellationToken.None);

        call.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(5));

        (await call).Detail.ShouldNotBeNull().ShouldContain("within 5 s");
    }

    private static async Task<(OcpiOutcome Outcome, string Request, byte[] Body)> ExchangeAsync(
        Func<Uri, OcpiRequest> request, int bodyLength = 0, string? answer = null)
    {
        var body = Array.Empty<byte>();
        var header = "";
        await using var server = RawServer.Start(async peer =>
        {
            header = await peer.ReadRequestAsync();
            body = await peer.ReadBodyAsync(bodyLength);
            await peer.SendAsync(answer ?? HostileOcpiPeers.Json("{\"status_code\":1000,\"timestamp\":\"2015-06-30T21:59:59Z\"}"));
            await peer.DrainAsync();
        });
        using var client = new OcpiClient(Open, TimeProvider.System);
        return (await client.SendAsync(request(server.Url("/ocpi/x?y=1", "http")), CancellationToken.None), header, body);
    }

    private static string? Field(string request, string name) =>
        request.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
