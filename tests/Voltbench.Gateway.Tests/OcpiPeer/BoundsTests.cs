using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>A gateway with strict and narrow settings.</summary>
public class BoundsTests(BoundsTests.NarrowGateway gateway) : IClassFixture<BoundsTests.NarrowGateway>
{
    [Fact]
    public async Task A_party_that_is_flooded_leaves_the_others_their_share()
    {
        var flooded = await TestParty.CreateAsync(gateway, OcpiVersion.V211);
        await using var silent = await FakePeer.StartAsync(OcpiVersion.V211);
        silent.Scripts["/versions"] = FakePeer.Silence;
        var tokens = new[] { await flooded.AddTokenAsync(gateway), await flooded.AddTokenAsync(gateway) };
        var hanging = tokens.Select(token => silent.PostCredentialsAsync(flooded, token)).ToList();
        await Eventually.BecomesAsync(() => silent.Requests.Count == 2, "both are called back");

        var busy = await FakePeer.AskAsync(flooded, HttpMethod.Get, "versions", flooded.TokenA);
        (busy.Http, busy.Code, busy.Header("Retry-After")).ShouldBe((429, 3000, "1"));
        var other = await TestParty.CreateAsync(gateway, OcpiVersion.V211);
        (await FakePeer.AskAsync(other, HttpMethod.Get, "versions", other.TokenA)).Http.ShouldBe(200);

        await Task.WhenAll(hanging);
        (await FakePeer.AskAsync(flooded, HttpMethod.Get, "versions", flooded.TokenA)).Http.ShouldBe(200);
    }

    [Theory]
    [InlineData(OcpiVersion.V221, null, null, 2001)]
    [InlineData(OcpiVersion.V221, "r", null, 2001)]
    [InlineData(OcpiVersion.V221, null, "c", 2001)]
    [InlineData(OcpiVersion.V221, "r", "c", 1000)]
    [InlineData(OcpiVersion.V211, null, null, 1000)]
    public async Task Ids_can_be_made_compulsory(OcpiVersion version, string? requestId, string? correlationId, int code)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        var request = party.Request(HttpMethod.Get, "versions", party.TokenA);
        if (requestId is not null)
            request.Headers.Add("X-Request-ID", requestId);
        if (correlationId is not null)
            request.Headers.Add("X-Correlation-ID", correlationId);
        (await OcpiReply.SendAsync(gateway.Anonymous, request)).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("http://10.1.2.3/versions")]
    [InlineData("http://192.168.0.1:8080/versions")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fd00::1]/versions")]
    [InlineData("http://[::ffff:10.0.0.1]/versions")]
    public async Task Private_addresses_are_not_called_when_that_is_forbidden(string url)
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V211);
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V211);
        var credentials = peer.Credentials().Replace(peer.VersionsUrl, url, StringComparison.Ordinal);
        var reply = await FakePeer.AskAsync(party, HttpMethod.Post, "credentials", party.TokenA, credentials);
        (reply.Http, reply.Code).ShouldBe((200, 3001));
        reply.Message!.ShouldContain("private network");

        // Nor where the details point to it.
        peer.Scripts["/versions"] = FakePeer.Data($$"""[{"version":"2.1.1","url":"{{url}}"}]""");
        (await peer.PostCredentialsAsync(party)).Message!.ShouldContain("private network");
        peer.Scripts.Clear();
        peer.Scripts["/2.1.1"] = FakePeer.Data($$"""{"version":"2.1.1","endpoints":[{"identifier":"tokens","url":"{{url}}"}]}""");
        (await peer.PostCredentialsAsync(party)).Message!.ShouldContain("private network");
    }

    public sealed class NarrowGateway(PostgresFixture postgres) : GatewayFixture(postgres)
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Ocpi:HandshakeTimeoutSeconds", "2"),
            new("Ocpi:MaxRequestsPerParty", "2"),
            new("Ocpi:RequireMessageIds", "true"),
            new("Ocpi:AllowPrivateTargets", "false"),
        ];
    }
}
