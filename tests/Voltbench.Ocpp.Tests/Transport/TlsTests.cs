using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Transport;
using Voltbench.Testing.Wire;

namespace Voltbench.Ocpp.Tests.Transport;

/// <summary>Security profiles 2 and 3 of the wire: what is trusted, and what is said when it is not.</summary>
public class TlsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_trusted_root_is_accepted_and_carries_messages()
    {
        using var certificate = Valid("127.0.0.1");
        await using var server = Echo(certificate);
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(Endpoint(server, new TlsSettings { TrustedRoots = [certificate] }), handler);
        connection.TrySend("over TLS"u8.ToArray()).ShouldBeTrue();

        (await handler.MessageAsync()).ShouldBe("over TLS");
        connection.Close(1000, "");
        (await handler.ClosedAsync(connection)).Kind.ShouldBe(CloseKind.ByUs);
    }

    [Fact]
    public async Task Without_verification_anything_is_accepted()
    {
        using var certificate = TestCertificates.SelfSigned(["elsewhere.example"], Now.AddDays(-20), Now.AddDays(-10));
        await using var server = Echo(certificate);
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(Endpoint(server, new TlsSettings { Verify = false }), handler);

        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused()
    {
        using var certificate = Valid("127.0.0.1");
        await using var server = Echo(certificate);

        await RefusedAsync(server, settings: null, "self-signed and not trusted (CN=127.0.0.1)");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        using var certificate = Valid("127.0.0.1");
        using var other = Valid("other-root.example");
        await using var server = Echo(certificate);

        await RefusedAsync(server, new TlsSettings { TrustedRoots = [other] }, "not trusted");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using var certificate = Valid("elsewhere.example");
        await using var server = Echo(certificate);

        await RefusedAsync(server, new TlsSettings { TrustedRoots = [certificate] }, "the certificate is for 'elsewhere.example', not for '127.0.0.1'");
    }

    [Fact]
    public async Task The_name_to_verify_can_be_set()
    {
        using var certificate = Valid("elsewhere.example");
        await using var server = Echo(certificate);
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(
            Endpoint(server, new TlsSettings { TrustedRoots = [certificate], ServerName = "elsewhere.example" }), handler);

        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Theory]
    [InlineData(-20, -10, "the certificate expired on ")]
    [InlineData(10, 20, "the certificate is not valid before ")]
    public async Task A_certificate_out_of_its_time_is_refused(int from, int to, string text)
    {
        using var certificate = TestCertificates.SelfSigned(["127.0.0.1"], Now.AddDays(from), Now.AddDays(to));
        await using var server = Echo(certificate);

        await RefusedAsync(server, new TlsSettings { TrustedRoots = [certificate] }, text);
    }

    [Fact]
    public async Task A_server_without_TLS_is_named_as_such()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
            await peer.DrainAsync();
        });

        await RefusedAsync(server, settings: null, "does not speak TLS, use ws");
    }

    [Fact]
    public async Task A_TLS_server_without_wss_is_named_as_such()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(new byte[] { 0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46 });
            await peer.DrainAsync();
        });

        var failure = await Clients.FailAsync(server.Endpoint());

        failure.Kind.ShouldBe(ConnectFailureKind.NotWebSocket);
        failure.Description.ShouldContain("use wss");
    }

    [Fact]
    public async Task A_server_that_closes_in_the_handshake_is_named()
    {
        await using var server = RawServer.Start(_ => Task.CompletedTask);

        await RefusedAsync(server, settings: null, "in the handshake");
    }

    [Fact]
    public async Task A_server_that_is_silent_in_the_handshake_times_out()
    {
        await using var server = RawServer.Start(peer => peer.HoldAsync());

        var failure = await Clients.FailAsync(Endpoint(server, settings: null) with { ConnectTimeout = TimeSpan.FromSeconds(0.3) });

        failure.Kind.ShouldBe(ConnectFailureKind.Timeout);
        failure.Description.ShouldContain("TLS handshake");
    }

    [Fact]
    public async Task The_client_shows_its_certificate()
    {
        using var certificate = Valid("127.0.0.1");
        using var client = Valid("CP1");
        var shown = new TaskCompletionSource<string?>();
        await using var server = RawServer.Start(async peer =>
        {
            shown.TrySetResult(await peer.SecureAsync(certificate, askClient: true));
            await peer.AcceptWebSocketAsync();
            await peer.ReadCloseAsync();
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(
            Endpoint(server, new TlsSettings { TrustedRoots = [certificate], ClientCertificate = client }), handler);

        (await shown.Task.Soon()).ShouldBe(client.Thumbprint);
        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    private static X509Certificate2 Valid(string name) => TestCertificates.SelfSigned([name], Now.AddDays(-1), Now.AddDays(30));

    private static OcppEndpoint Endpoint(RawServer server, TlsSettings? settings) =>
        Clients.Endpoint(server.Url(scheme: "wss")) with { Tls = settings };

    private static async Task RefusedAsync(RawServer server, TlsSettings? settings, string text)
    {
        var failure = await Clients.FailAsync(Endpoint(server, settings));

        failure.Description.ShouldContain(text);
        failure.Kind.ShouldBe(text.Contains("certificate", StringComparison.Ordinal) || text.Contains("trusted", StringComparison.Ordinal) ? ConnectFailureKind.Certificate : ConnectFailureKind.Tls);
    }

    private static RawServer Echo(X509Certificate2 certificate) => RawServer.Start(async peer =>
    {
        await peer.SecureAsync(certificate);
        await peer.AcceptWebSocketAsync();
        while (true)
        {
            var frame = await peer.ReadFrameAsync();
            await peer.SendAsync(WireFrame.Encode(frame.Opcode, frame.Payload));
        }
    });
}
