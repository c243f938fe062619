using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Ocpp.Tests.Transport;

/// <summary>Both ends at once: our client against ASP.NET's server, whose socket is ours again, and a foreign client against that.</summary>
public class KestrelTests
{
    [Fact]
    public async Task Messages_pass_both_ways_and_the_close_reaches_the_other_side()
    {
        var serverSide = new RecordingHandler { Before = Echo };
        await using var host = await StartAsync(serverSide);
        var clientSide = new RecordingHandler();
        var connection = await Clients.ConnectAsync(Clients.Endpoint(host.Url), clientSide);

        for (var i = 0; i < 50; i++)
        {
            var text = new string('é', i * 300) + i;
            connection.TrySend(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();
            (await clientSide.MessageAsync()).ShouldBe(text);
        }

        connection.Close(1000, "done");
        (await clientSide.ClosedAsync(connection)).Kind.ShouldBe(CloseKind.ByUs);
        (await serverSide.ClosedAsync(await host.Accepted.Task.Soon()))
            .ShouldBe(new CloseInfo(CloseKind.ByPeer, 1000, "closed by the peer: 1000 done"));
    }

    [Fact]
    public async Task The_server_closes()
    {
        var serverSide = new RecordingHandler();
        await using var host = await StartAsync(serverSide);
        var clientSide = new RecordingHandler();
        var connection = await Clients.ConnectAsync(Clients.Endpoint(host.Url), clientSide);
        var accepted = await host.Accepted.Task.Soon();

        accepted.Close(1001, "going away");

        (await clientSide.ClosedAsync(connection)).ShouldBe(new CloseInfo(CloseKind.ByPeer, 1001, "closed by the peer: 1001 going away"));
        (await serverSide.ClosedAsync(accepted)).Kind.ShouldBe(CloseKind.ByUs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_abort_on_either_side_ends_both(bool byServer)
    {
        var serverSide = new RecordingHandler();
        await using var host = await StartAsync(serverSide);
        var clientSide = new RecordingHandler();
        var connection = await Clients.ConnectAsync(Clients.Endpoint(host.Url), clientSide);
        var accepted = await host.Accepted.Task.Soon();

        (byServer ? accepted : connection).Abort();

        (await clientSide.ClosedAsync(connection)).Kind.ShouldBe(byServer ? CloseKind.Lost : CloseKind.Aborted);
        (await serverSide.ClosedAsync(accepted)).Kind.ShouldBe(byServer ? CloseKind.Aborted : CloseKind.Lost);
    }

    [Theory]
    [InlineData(WebSocketMessageType.Binary, 10, 1003)]
    [InlineData(WebSocketMessageType.Text, 70_000, 1009)]
    public async Task The_server_refuses_as_the_client_does(WebSocketMessageType type, int bytes, int code)
    {
        var serverSide = new RecordingHandler();
        await using var host = await StartAsync(serverSide);
        using var foreign = new ClientWebSocket();
        foreign.Options.AddSubProtocol("ocpp1.6");
        await foreign.ConnectAsync(host.Url, CancellationToken.None).Soon();

        await foreign.SendAsync(new byte[bytes], type, endOfMessage: true, CancellationToken.None).Soon();

        var answer = await foreign.ReceiveAsync(new byte[100], CancellationToken.None).Soon();
        ((int?)answer.CloseStatus).ShouldBe(code);
        await foreign.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).Soon();
        (await serverSide.ClosedAsync(await host.Accepted.Task.Soon())).Kind.ShouldBe(CloseKind.Violation);
    }

    private static ValueTask Echo(OcppConnection connection, ReadOnlyMemory<byte> message)
    {
        connection.TrySend(message).ShouldBeTrue();
        return ValueTask.CompletedTask;
    }

    private static async Task<Host> StartAsync(IOcppConnectionHandler handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var accepted = new TaskCompletionSource<OcppConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Map("/CP1", async (HttpContext context) =>
        {
            var socket = await context.WebSockets.AcceptWebSocketAsync("ocpp1.6");
            var connection = OcppConnection.Accept(socket, handler, 64 * 1024, TimeProvider.System);
            accepted.TrySetResult(connection);
            await connection.Completion;
        });
        await app.StartAsync();
        return new Host(app, new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + "/CP1"), accepted);
    }

    private sealed record Host(WebApplication App, Uri Url, TaskCompletionSource<OcppConnection> Accepted) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
