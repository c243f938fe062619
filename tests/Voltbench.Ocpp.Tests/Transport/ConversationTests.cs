using System.Text;
using Voltbench.Ocpp.Transport;
using Voltbench.Testing;
using Voltbench.Testing.Wire;

namespace Voltbench.Ocpp.Tests.Transport;

/// <summary>An open connection against a peer that does exactly what the test says, frame by frame.</summary>
public class ConversationTests
{
    [Fact]
    public async Task Fragments_with_pings_between_are_one_message_and_each_ping_gets_its_pong()
    {
        var pongs = new TaskCompletionSource<string>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.SendAsync(WireFrame.Text("one ", fin: false));
            await peer.SendAsync(WireFrame.Encode(WireOpcode.Ping, "a"u8));
            await peer.SendAsync(WireFrame.Encode(WireOpcode.Continuation, "tw\u00C3"u8[..3], fin: false)); // a character cut in two
            await peer.SendAsync(WireFrame.Encode(WireOpcode.Ping, "b"u8));
            await peer.SendAsync(WireFrame.Encode(WireOpcode.Continuation, [0x83]));
            var first = await peer.ReadFrameAsync();
            var second = await peer.ReadFrameAsync();
            pongs.TrySetResult($"{first.Opcode} {first.Message} {first.Masked} {second.Opcode} {second.Message} {second.Masked}");
            await peer.ReadCloseAsync();
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        (await handler.MessageAsync()).ShouldBe("one twÃ");
        (await pongs.Task.Soon()).ShouldBe("Pong a True Pong b True");
        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(64 * 1024)]
    public async Task A_message_up_to_the_limit_arrives_whole(int bytes)
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.SendTextAsync((await peer.ReadFrameAsync()).Message);
            await peer.ReadCloseAsync();
        });
        var handler = new RecordingHandler();
        var text = new string('x', bytes - 1) + "!";
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        connection.TrySend(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();

        (await handler.MessageAsync()).ShouldBe(text);
        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task One_byte_more_than_the_limit_is_answered_1009()
    {
        var code = new TaskCompletionSource<ushort>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.SendTextAsync(new string('x', (64 * 1024) + 1));
            code.TrySetResult(await peer.ReadCloseAsync());
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        (await code.Task.Soon()).ShouldBe((ushort)1009);
        (await handler.ClosedAsync(connection)).Kind.ShouldBe(CloseKind.Violation);
    }

    [Theory]
    [InlineData("sends a binary frame", 1003)]
    [InlineData("streams 100 MB in fragments", 1009)]
    [InlineData("streams 100 MB in one frame", 1009)]
    [InlineData("sends text that is not UTF-8", 1007)]
    [InlineData("masks its frames", 1002)]
    public async Task A_violation_is_told_with_its_close_code(string name, int expected)
    {
        var code = new TaskCompletionSource<ushort>();
        var hostile = HostilePeers.All.Single(peer => peer.Name == name);
        await using var server = RawServer.Start(async peer =>
        {
            peer.ClosedWith = code;
            await hostile.Script(peer);
        });
        var handler = new RecordingHandler();
        var time = new ManualTimeProvider();

        var connection = await Clients.ConnectAsync(server.Endpoint(), handler, time);

        // The client lingers for the peer to read the close; on a busy machine a peer that streams 100 MB takes its time.
        (await code.Task.Soon()).ShouldBe((ushort)expected);
        time.Advance(TimeSpan.FromMinutes(1));
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task Messages_go_out_before_the_close_that_was_asked_for_after_them()
    {
        var seen = new TaskCompletionSource<string>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            var first = await peer.ReadFrameAsync();
            var second = await peer.ReadFrameAsync();
            var close = await peer.ReadFrameAsync();
            seen.TrySetResult($"{first.Message} {second.Message} {close.CloseCode} {Encoding.UTF8.GetString(close.Payload.AsSpan(2))}");
            await peer.SendTextAsync("still on its way");
            await peer.SendAsync(WireFrame.Close(1000));
            await peer.DrainAsync();
        });
        var handler = new RecordingHandler();
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        connection.TrySend("a"u8.ToArray()).ShouldBeTrue();
        connection.TrySend("b"u8.ToArray()).ShouldBeTrue();
        connection.Close(3000, new string('é', 100));
        connection.Close(1000, "a second close changes nothing");
        connection.TrySend("c"u8.ToArray()).ShouldBeFalse();

        (await seen.Task.Soon()).ShouldBe("a b 3000 " + new string('é', 61));
        (await handler.MessageAsync()).ShouldBe("still on its way");
        var info = await handler.ClosedAsync(connection);
        (info.Kind, info.Code).ShouldBe((CloseKind.ByUs, (ushort?)3000));
    }

    [Fact]
    public async Task A_close_of_the_peer_is_answered_with_its_code()
    {
        var answer = new TaskCompletionSource<ushort>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.SendAsync(WireFrame.Close(1012, "restart"));
            answer.TrySetResult((await peer.ReadFrameAsync()).CloseCode);
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        var info = await handler.ClosedAsync(connection);
        info.ShouldBe(new CloseInfo(CloseKind.ByPeer, 1012, "closed by the peer: 1012 restart"));
        (await answer.Task.Soon()).ShouldBe((ushort)1012);
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_the_close_is_dropped()
    {
        var clock = new HandClock();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.DrainAsync();
        });
        var handler = new RecordingHandler();
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler, clock);

        connection.Close(1000, "bye");
        clock.Advance(OcppConnection.CloseTimeout);

        var info = await handler.ClosedAsync(connection);
        info.ShouldBe(new CloseInfo(CloseKind.ByUs, 1000, "closed by us: 1000 bye; the peer did not answer the close frame"));
        clock.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_fills_a_short_queue_and_is_dropped()
    {
        var clock = new HandClock();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.HoldAsync();
        });
        var handler = new RecordingHandler();
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler, clock);
        var message = new byte[1 << 20];
        message.AsSpan().Fill((byte)'x');

        // The kernel takes some megabytes, then one message is stuck and 16 wait.
        var sent = 0;
        while (connection.TrySend(message))
            (++sent).ShouldBeLessThan(100);
        sent.ShouldBeGreaterThan(OcppConnection.MaxQueuedMessages);
        handler.ClosedCount.ShouldBe(0);
        clock.Advance(OcppConnection.SendTimeout);

        (await handler.ClosedAsync(connection)).Kind.ShouldBe(CloseKind.SendStalled);
        SpinWait.SpinUntil(() => clock.Timers == 0, Patience.Limit).ShouldBeTrue("the stuck send ends by itself after the connection");
    }

    [Fact]
    public async Task Queued_messages_arrive_in_order_when_the_peer_reads_again()
    {
        var go = new TaskCompletionSource();
        var seen = new TaskCompletionSource<List<int>>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await go.Task;
            var numbers = new List<int>();
            while (await peer.ReadFrameAsync() is { Opcode: WireOpcode.Text } frame)
                numbers.Add(frame.Payload[0]);
            seen.TrySetResult(numbers);
        });
        var handler = new RecordingHandler();
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        byte sent = 0;
        while (true)
        {
            var message = new byte[1 << 20];
            message.AsSpan().Fill((byte)'x');
            message[0] = sent;
            if (!connection.TrySend(message))
                break;
            sent++;
        }

        connection.Close(1000, "");
        go.SetResult();

        (await seen.Task.Soon()).ShouldBe(Enumerable.Range(0, sent));
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task A_slow_handler_holds_the_socket_back()
    {
        var go = new TaskCompletionSource();
        var taken = 0;
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            for (var i = 0; i < 100; i++)
                await peer.SendTextAsync("x");
            await peer.SendAsync(WireFrame.Close(1000));
            await peer.DrainAsync();
        });
        var entered = new TaskCompletionSource();
        var handler = new RecordingHandler
        {
            Before = async (_, _) =>
            {
                Interlocked.Increment(ref taken);
                entered.TrySetResult();
                await go.Task;
            },
        };
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        await entered.Task.Soon();
        taken.ShouldBe(1);
        go.SetResult();

        (await handler.ClosedAsync(connection)).Kind.ShouldBe(CloseKind.ByPeer);
        taken.ShouldBe(100);
    }

    [Fact]
    public async Task A_handler_that_throws_costs_its_own_connection_with_1011()
    {
        var code = new TaskCompletionSource<ushort>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.SendTextAsync("x");
            code.TrySetResult(await peer.ReadCloseAsync());
        });
        var handler = new RecordingHandler { Before = (_, _) => throw new InvalidCastException("secret of the handler") };

        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);

        (await handler.ClosedAsync(connection)).ShouldBe(new CloseInfo(CloseKind.HandlerFault, 1011, "the message could not be handled: InvalidCastException"));
        (await code.Task.Soon()).ShouldBe((ushort)1011);
    }

    [Fact]
    public async Task A_ping_without_pong_ends_the_connection()
    {
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.DrainAsync();
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(
            server.Endpoint() with { PingInterval = TimeSpan.FromMilliseconds(50), PongTimeout = TimeSpan.FromMilliseconds(50) }, handler);

        (await handler.ClosedAsync(connection)).ShouldBe(new CloseInfo(CloseKind.PongTimeout, Code: null, "the peer did not answer a ping"));
    }

    [Fact]
    public async Task Pings_that_are_answered_keep_the_connection()
    {
        var three = new TaskCompletionSource();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            for (var i = 0; i < 3; i++)
            {
                var ping = await peer.ReadFrameAsync();
                ping.Opcode.ShouldBe(WireOpcode.Ping);
                await peer.SendAsync(WireFrame.Encode(WireOpcode.Pong, ping.Payload));
            }

            three.TrySetResult();
            await peer.ReadCloseAsync();
        });
        var handler = new RecordingHandler();

        var connection = await Clients.ConnectAsync(
            server.Endpoint() with { PingInterval = TimeSpan.FromMilliseconds(50), PongTimeout = TimeSpan.FromSeconds(20) }, handler);

        await three.Task.Soon();
        handler.ClosedCount.ShouldBe(0);
        connection.Close(1000, "");
        await handler.ClosedAsync(connection);
    }

    [Fact]
    public async Task However_the_ends_race_the_handler_hears_of_one()
    {
        var random = new Random(7);
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            await peer.SendTextAsync("go");
            switch (peer.Number % 4)
            {
                case 0:
                    await peer.SendAsync(WireFrame.Close(1001));
                    await peer.DrainAsync();
                    break;
                case 1:
                    peer.Reset();
                    break;
                case 2:
                    await peer.ReadCloseAsync();
                    break;
                default:
                    await peer.SendAsync(WireFrame.Encode(WireOpcode.Binary, "x"u8));
                    await peer.DrainAsync();
                    break;
            }
        });
        using var client = new OcppClient(TimeProvider.System, new OcppClientOptions());

        for (var round = 0; round < 200; round++)
        {
            var handler = new RecordingHandler();
            var result = await client.ConnectAsync(server.Endpoint(), handler, CancellationToken.None).Soon();
            var connection = result.Connection.ShouldNotBeNull();
            var actions = new Action[]
            {
                () => connection.Abort(),
                () => connection.Close(1000, "race"),
                () => connection.TrySend("x"u8.ToArray()),
                () => connection.Close(1001, "race"),
            };
            random.Shuffle(actions);
            await Task.WhenAll(actions.Select(action => Task.Run(action))).Soon();

            await handler.ClosedAsync(connection);
        }
    }

    [Fact]
    public async Task A_frozen_connection_looks_open_and_gives_no_pong()
    {
        var frozen = new TaskCompletionSource();
        var heard = new TaskCompletionSource<string>();
        await using var server = RawServer.Start(async peer =>
        {
            await peer.AcceptWebSocketAsync();
            var first = await peer.ReadFrameAsync();
            await frozen.Task;
            await peer.SendAsync(WireFrame.Encode(WireOpcode.Ping, "a"u8));
            await peer.SendTextAsync("are you there");
            try
            {
                heard.TrySetResult($"{first.Message}, then {(await peer.ReadFrameAsync()).Opcode}");
            }
            catch (IOException)
            {
                heard.TrySetResult($"{first.Message}, then nothing");
            }
        });
        var handler = new RecordingHandler();
        var connection = await Clients.ConnectAsync(server.Endpoint(), handler);
        connection.TrySend("one"u8.ToArray()).ShouldBeTrue();

        connection.Freeze();
        frozen.TrySetResult();

        (await handler.MessageAsync()).ShouldBe("are you there", "the ping before it was taken");
        connection.TrySend("two"u8.ToArray()).ShouldBeTrue();
        connection.Abort();
        await handler.ClosedAsync(connection);
        (await heard.Task.Soon()).ShouldBe("one, then nothing");
    }
}
