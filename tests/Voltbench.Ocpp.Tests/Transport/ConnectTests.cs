using System.Net;
using System.Net.Sockets;
using System.Text;
using Voltbench.Ocpp.Transport;
using Voltbench.Testing.Wire;

namespace Voltbench.Ocpp.Tests.Transport;

/// <summary>The way to a connection: what is sent, what may come back, who waits for whom.</summary>
public class ConnectTests
{
    [Fact]
    public async Task Nothing_listens()
    {
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound and not listening: nobody else gets the port

        var failure = await Clients.FailAsync(Clients.Endpoint(new Uri($"ws://127.0.0.1:{((IPEndPoint)free.LocalEndPoint!).Port}/CP1")));

        failure.Kind.ShouldBe(ConnectFailureKind.Refused);
        failure.Description.ShouldContain("connection refused");
    }

    [Fact]
    public async Task A_host_that_does_not_exist()
    {
        var failure = await Clients.FailAsync(Clients.Endpoint(new Uri("ws://no-such-host.invalid/CP1")));

        failure.Kind.ShouldBe(ConnectFailureKind.Dns);
        failure.Description.ShouldContain("no-such-host.invalid");
    }

    [Fact]
    public async Task A_name_leads_to_the_address_that_listens()
    {
        await using var server = RawServer.Start(Welcome);
        var handler = new RecordingHandler();

        // localhost may be ::1 first, where nothing listens.
        var connection = await Clients.ConnectAsync(Clients.Endpoint(new Uri($"ws://localhost:{server.Port}/CP1")), handler);

        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task The_handshake_carries_path_query_subprotocol_and_credentials()
    {
        var request = new TaskCompletionSource<string>();
        await using var server = RawServer.Start(async peer =>
        {
            request.TrySetResult(await peer.ReadRequestAsync());
            await peer.SendAsync(peer.Welcome("ocpp1.6") + "\r\n");
            await peer.ReadCloseAsync();
        });
        var handler = new RecordingHandler();
        var url = OcppUrl.For(new Uri($"ws://127.0.0.1:{server.Port}/ocpp/?tenant=a%20b"), "CP |/é");

        var connection = await Clients.ConnectAsync(Clients.Endpoint(url) with { User = "CP1", Password = "pä:ss" }, handler);

        var lines = (await request.Task.Soon()).Split("\r\n");
        lines[0].ShouldBe("GET /ocpp/CP%20%7C%2F%C3%A9?tenant=a%20b HTTP/1.1");
        lines.ShouldContain($"Host: 127.0.0.1:{server.Port}");
        lines.ShouldContain("Sec-WebSocket-Protocol: ocpp1.6");
        lines.ShouldContain("Sec-WebSocket-Version: 13");
        lines.ShouldContain("Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("CP1:pä:ss")));
        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Theory]
    [InlineData(".", "/%2E")]
    [InlineData("..", "/%2E%2E")]
    [InlineData("a.b", "/a.b")]
    [InlineData("A*-_=:+|@.", "/A%2A-_%3D%3A%2B%7C%40.")]
    public void The_identity_is_one_segment(string identity, string path) =>
        OcppUrl.For(new Uri("wss://csms.example/"), identity).AbsolutePath.ShouldBe(path);

    [Fact]
    public async Task Credentials_in_the_address_are_used_and_never_shown()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            var authorization = peer.Field("Authorization")!;
            await peer.SendAsync($"HTTP/1.1 401 no {authorization} no s3cret%21 no s3cret!\r\nLocation: /s3cret!\r\n\r\n");
            await peer.DrainAsync();
        });
        var url = new Uri($"ws://me:s3cret%21@127.0.0.1:{server.Port}/CP1?key=k3y");
        var endpoint = Clients.Endpoint(url);

        var failure = await Clients.FailAsync(endpoint);

        failure.Kind.ShouldBe(ConnectFailureKind.Unauthorized);
        failure.Description.ShouldContain("it refuses the user or the password");
        failure.Description.ShouldContain("Basic ***");
        foreach (var secret in new[] { "s3cret", Convert.ToBase64String("me:s3cret!"u8), "k3y" })
        {
            failure.ToString().ShouldNotContain(secret);
            endpoint.ToString().ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Frames_that_come_with_the_header_are_not_lost()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            var header = peer.Welcome("ocpp1.6") + "\r\n";
            var first = WireFrame.Text("first");
            var second = WireFrame.Text("second");
            byte[] together = [.. Encoding.ASCII.GetBytes(header), .. first, .. second[..3]];
            await peer.SendAsync(together);
            await peer.SendAsync(second.AsMemory(3));
            await peer.ReadCloseAsync();
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        (await handler.MessageAsync()).ShouldBe("first");
        (await handler.MessageAsync()).ShouldBe("second");
        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task A_header_in_drips_and_an_interim_answer_are_fine()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            var answer = "HTTP/1.1 100 Continue\r\n\r\n" + peer.Welcome("OCPP1.6").Replace("Upgrade: w", "upgrade:W", StringComparison.Ordinal)
                + "X-Long: " + new string('x', 8000) + "\r\n\r\n";
            for (var i = 0; i < 300; i++)
                await peer.SendAsync(answer.Substring(i, 1));
            await peer.SendAsync(answer[300..]);
            await peer.ReadCloseAsync();
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task A_refused_subprotocol_is_closed_by_the_client()
    {
        var code = new TaskCompletionSource<ushort>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(peer.Welcome(subprotocol: null) + "\r\n");
            code.TrySetResult((await peer.ReadFrameAsync()).CloseCode);
            await peer.DrainAsync();
        });

        (await Clients.FailAsync(server.Endpoint())).Kind.ShouldBe(ConnectFailureKind.SubprotocolRefused);

        (await code.Task.Soon()).ShouldBe((ushort)1002);
    }

    [Fact]
    public async Task A_cancelled_connect_throws_and_closes_its_socket()
    {
        var gone = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.ReadRequestAsync();
            asked.TrySetResult();
            await peer.DrainAsync();
            gone.TrySetResult();
        });
        using var client = new OcppClient(TimeProvider.System, new OcppClientOptions());
        using var cancel = new CancellationTokenSource();

        var connecting = client.ConnectAsync(server.Endpoint(), new RecordingHandler(), cancel.Token);
        await asked.Task.Soon();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(connecting.Soon());
        await gone.Task.Soon();
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_not_connected_to()
    {
        await using var server = RawServer.Start(Welcome);

        var failure = await Clients.FailAsync(
            Clients.Endpoint(new Uri($"ws://localhost:{server.Port}/CP1")), new OcppClientOptions { AllowAddress = address => !IPAddress.IsLoopback(address) });

        failure.Kind.ShouldBe(ConnectFailureKind.NotAllowed);
        server.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task A_silent_server_gets_few_connects_at_a_time_and_holds_up_no_other()
    {
        var clock = new HandClock();
        var full = new TaskCompletionSource();
        var count = 0;
        await using var silent = RawServer.Start(peer =>
        {
            if (Interlocked.Increment(ref count) == 2)
                full.TrySetResult();
            return peer.HoldAsync();
        });
        await using var good = RawServer.Start(Welcome);
        using var client = new OcppClient(clock, new OcppClientOptions { MaxConnectsPerHost = 2 });
        var waiting = Enumerable.Range(0, 6)
            .Select(_ => client.ConnectAsync(silent.Endpoint(), new RecordingHandler(), CancellationToken.None)).ToList();
        await full.Task.Soon();

        // Another host has turns of its own.
        var handler = new RecordingHandler();
        var result = await client.ConnectAsync(good.Endpoint(), handler, CancellationToken.None).Soon();
        result.Connection.ShouldNotBeNull().Abort();
        silent.Accepted.ShouldBe(2);

        // Turns end after half a second although the connects go on; the whole lot fails after its own ten seconds.
        while (!Task.WhenAll(waiting).IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Yield();
        }

        foreach (var connect in waiting)
            (await connect.Soon()).Failure!.Kind.ShouldBe(ConnectFailureKind.Timeout);
        clock.Timers.ShouldBe(0);
    }

    [Fact]
    public void A_useless_endpoint_is_a_mistake_of_the_caller()
    {
        using var client = new OcppClient(TimeProvider.System, new OcppClientOptions());
        var good = Clients.Endpoint(new Uri("ws://127.0.0.1/CP1"));
        foreach (var endpoint in new[]
        {
            good with { Url = new Uri("http://127.0.0.1/CP1") },
            good with { Subprotocol = "ocpp1.6\r\nX: y" },
            good with { Subprotocol = "" },
            good with { MaxMessageBytes = 0 },
        })
        {
            Should.Throw<ArgumentException>(() => { _ = client.ConnectAsync(endpoint, new RecordingHandler(), CancellationToken.None); });
        }
    }

    private static async Task Welcome(RawPeer peer)
    {
        await peer.AcceptWebSocketAsync();
        await peer.ReadCloseAsync();
    }
}
