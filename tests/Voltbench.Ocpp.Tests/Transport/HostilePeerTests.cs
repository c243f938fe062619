using Voltbench.Ocpp.Transport;
using Voltbench.Testing.Wire;
using static Voltbench.Ocpp.Transport.ConnectFailureKind;

namespace Voltbench.Ocpp.Tests.Transport;

/// <summary>Every server of the catalogue: the right verdict in words, and nothing left behind.</summary>
public class HostilePeerTests
{
    private static readonly Dictionary<string, (ConnectFailureKind Kind, string Text)> Refusals = new()
    {
        ["accepts and says nothing"] = (ConnectFailureKind.Timeout, "did not finish the WebSocket handshake within 0.3 s"),
        ["closes at once"] = (Network, "during the"),
        ["resets at once"] = (Network, "reset by the peer"),
        ["sends garbage"] = (NotWebSocket, "not HTTP"),
        ["greets like SSH"] = (NotWebSocket, "SSH-2.0-OpenSSH"),
        ["sends half an HTTP header and closes"] = (Network, "closed the connection during the WebSocket handshake"),
        ["sends half an HTTP header and waits"] = (ConnectFailureKind.Timeout, "WebSocket handshake within 0.3 s"),
        ["sends a header without end"] = (NotWebSocket, "more than 16 KiB"),
        ["sends interim answers without end"] = (NotWebSocket, "more than 16 KiB"),
        ["answers with a wrong accept key"] = (NotWebSocket, "wrong Sec-WebSocket-Accept"),
        ["chooses no subprotocol"] = (SubprotocolRefused, "does not speak ocpp1.6: it chose no subprotocol"),
        ["chooses another subprotocol"] = (SubprotocolRefused, "it chose 'ocpp9.9'"),
        ["switches on an extension"] = (NotWebSocket, "extension that was not offered"),
        ["answers 101 without upgrade"] = (NotWebSocket, "without upgrading"),
        ["answers 200 with a page"] = (HttpStatus, "HTTP 200 OK: it serves HTTP at this path"),
        ["redirects"] = (HttpStatus, "301 Moved Permanently: redirected to https://elsewhere.example/x, which"),
        ["answers 401"] = (Unauthorized, "HTTP 401 Unauthorized: it wants credentials, none are set"),
        ["answers 403"] = (HttpStatus, "HTTP 403 Forbidden"),
        ["answers 404"] = (HttpStatus, "HTTP 404 Not Found: no such path or charge point"),
        ["answers 426"] = (HttpStatus, "HTTP 426 Upgrade Required: it wants h2c"),
        ["answers 500"] = (HttpStatus, "HTTP 500 Internal Server Error"),
        ["answers 503"] = (HttpStatus, "HTTP 503 Service Unavailable: it is busy"),
    };

    /// <summary>Null code: no close frame. Null kind: nothing is wrong for the transport, the connection stays.</summary>
    private static readonly Dictionary<string, (CloseKind? Kind, ushort? Code, string Text)> Ends = new()
    {
        ["closes the socket without a close frame"] = (CloseKind.Lost, null, "without a close frame"),
        ["resets after the handshake"] = (CloseKind.Lost, null, "reset by the peer"),
        ["closes with 1008"] = (CloseKind.ByPeer, 1008, "closed by the peer: 1008 not today"),
        ["closes with a code that is none"] = (CloseKind.Violation, 1002, "close frame"),
        ["closes with a payload of one byte"] = (CloseKind.Violation, 1002, "close frame"),
        ["sends a binary frame"] = (CloseKind.Violation, 1003, "a binary message"),
        ["sends half a frame and resets"] = (CloseKind.Lost, null, "reset by the peer"),
        ["sends half a frame and waits"] = (null, null, ""),
        ["sends half a frame header"] = (null, null, ""),
        ["announces 100 MB and waits"] = (null, null, ""),
        ["streams 100 MB in one frame"] = (CloseKind.Violation, 1009, "more than 65536 bytes"),
        ["streams 100 MB in fragments"] = (CloseKind.Violation, 1009, "more than 65536 bytes"),
        ["announces a negative length"] = (CloseKind.Violation, 1002, "invalid payload length"),
        ["announces a length of minus one"] = (CloseKind.Violation, 1002, "invalid payload length"),
        ["sends empty fragments without end"] = (CloseKind.Violation, 1002, "empty fragments"),
        ["masks its frames"] = (CloseKind.Violation, 1002, "mask"),
        ["sends text that is not UTF-8"] = (CloseKind.Violation, 1007, "not UTF-8"),
        ["sets reserved bits"] = (CloseKind.Violation, 1002, "reserved"),
        ["sends an unknown opcode"] = (CloseKind.Violation, 1002, "opcode"),
        ["continues what never began"] = (CloseKind.Violation, 1002, "protocol"),
        ["sends a fragmented ping"] = (CloseKind.Violation, 1002, "protocol"),
        ["sends a ping of 126 bytes"] = (CloseKind.Violation, 1002, "protocol"),
        ["sends garbage frames"] = (CloseKind.Violation, 1002, "protocol"),
        ["sends JSON that is none"] = (null, null, ""),
        ["sends an empty message"] = (null, null, ""),
        ["answers every CALL with another id"] = (null, null, ""),
        ["never reads"] = (null, null, ""),
        ["floods with pings"] = (null, null, ""),
    };

    public static TheoryData<string> Before => new(HostilePeers.All.Where(peer => !peer.Connects).Select(peer => peer.Name));

    public static TheoryData<string> After => new(HostilePeers.All.Where(peer => peer.Connects).Select(peer => peer.Name));

    [Theory]
    [MemberData(nameof(Before))]
    public async Task A_server_that_fails_the_handshake_is_a_failure_in_words(string name)
    {
        await using var server = Find(name).Start();
        var endpoint = server.Endpoint() with { ConnectTimeout = TimeSpan.FromSeconds(Refusals[name].Kind == ConnectFailureKind.Timeout ? 0.3 : 20) };

        var failure = await Clients.FailAsync(endpoint);

        failure.Description.ShouldContain(Refusals[name].Text);
        failure.Kind.ShouldBe(Refusals[name].Kind);
        failure.Description.ShouldContain($"127.0.0.1:{server.Port}");
        failure.Description.ShouldNotContain("hunter2");
        failure.RetryAfter.ShouldBe(name == "answers 503" ? TimeSpan.FromSeconds(7) : null);
    }

    [Theory]
    [MemberData(nameof(After))]
    public async Task A_peer_that_breaks_the_protocol_ends_its_connection_alone(string name)
    {
        await using var server = Find(name).Start();
        await using var good = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.SendTextAsync((await peer.ReadFrameAsync()).Message);
            await peer.ReadCloseAsync();
        });
        var (kind, code, text) = Ends[name];
        var handler = new RecordingHandler();
        var goodHandler = new RecordingHandler();
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);
        var bystander = await Clients.ConnectAsync(good.Endpoint(), goodHandler);

        if (kind is null)
        {
            connection.TrySend("[2,\"1\",\"Heartbeat\",{}]"u8.ToArray()).ShouldBeTrue();
            connection.Abort();
        }

        var info = await handler.ClosedAsync(connection);
        info.Kind.ShouldBe(kind ?? CloseKind.Aborted, info.ToString());
        info.Code.ShouldBe(code);
        info.Description.ShouldContain(text, Case.Insensitive);

        bystander.TrySend("hello"u8.ToArray()).ShouldBeTrue();
        (await goodHandler.MessageAsync()).ShouldBe("hello");
        bystander.Close(1000, "done");
        (await goodHandler.ClosedAsync(bystander)).Kind.ShouldBe(CloseKind.ByUs);
    }

    [Fact]
    public void Every_server_of_the_catalogue_has_a_verdict() =>
        HostilePeers.All.Select(peer => peer.Name).ShouldBe(Refusals.Keys.Concat(Ends.Keys), ignoreOrder: true);

    private static HostilePeer Find(string name) => HostilePeers.All.Single(peer => peer.Name == name);
}
