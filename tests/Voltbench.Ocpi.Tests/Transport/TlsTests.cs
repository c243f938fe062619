using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpi.Transport;
using Voltbench.Testing.Wire;

namespace Voltbench.Ocpi.Tests.Transport;

public sealed class TlsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly X509Certificate2 Certificate = TestCertificates.SelfSigned(["127.0.0.1"], Now.AddDays(-1), Now.AddDays(1));

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_a_failure_in_words()
    {
        var outcome = await CallAsync(new OcpiClientOptions(), Speaks(Certificate));

        outcome.Kind.ShouldBe(OcpiOutcomeKind.Unreachable);
        outcome.Detail.ShouldNotBeNull().ShouldContain("No TLS connection to 127.0.0.1");
    }

    [Fact]
    public async Task Authorities_can_be_named() =>
        (await CallAsync(new OcpiClientOptions { TrustedRoots = [Certificate] }, Speaks(Certificate))).IsSuccess.ShouldBeTrue();

    [Fact]
    public async Task A_bench_may_trust_anybody() => (await CallAsync(new OcpiClientOptions { VerifyServer = false }, Speaks(Certificate))).IsSuccess.ShouldBeTrue();

    [Theory]
    [InlineData("localhost", -1, 1)]
    [InlineData("127.0.0.1", -2, -1)]
    public async Task Another_name_and_a_past_date_are_not_trusted(string name, int fromDays, int toDays)
    {
        using var wrong = TestCertificates.SelfSigned([name], Now.AddDays(fromDays), Now.AddDays(toDays));

        (await CallAsync(new OcpiClientOptions { TrustedRoots = [wrong] }, Speaks(wrong))).Kind.ShouldBe(OcpiOutcomeKind.Unreachable);
    }

    [Fact]
    public async Task A_peer_without_TLS_is_a_failure_in_words()
    {
        var outcome = await CallAsync(new OcpiClientOptions(), async peer =>
        {
            await peer.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            await peer.DrainAsync();
        });

        outcome.Kind.ShouldBe(OcpiOutcomeKind.Unreachable);
        outcome.Detail.ShouldNotBeNull().ShouldContain("No TLS connection");
    }

    [Fact]
    public async Task A_handshake_without_end_ends()
    {
        var outcome = await CallAsync(new OcpiClientOptions { ConnectTimeout = TimeSpan.FromSeconds(0.3) }, peer => peer.HoldAsync());

        outcome.Kind.ShouldBe(OcpiOutcomeKind.Unreachable, outcome.Detail);
    }

    private static Func<RawPeer, Task> Speaks(X509Certificate2 certificate) => async peer =>
    {
        await peer.SecureAsync(certificate);
        await peer.AnswerAsync(HostileOcpiPeers.Json("{\"status_code\":1000}"));
    };

    private static async Task<OcpiOutcome> CallAsync(OcpiClientOptions options, Func<RawPeer, Task> script)
    {
        await using var server = RawServer.Start(script);
        using var client = new OcpiClient(options, TimeProvider.System);
        return await client.SendAsync(new OcpiRequest(HttpMethod.Get, server.Url("/", "https")), CancellationToken.None);
    }
}
