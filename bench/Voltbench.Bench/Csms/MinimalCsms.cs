using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Voltbench.Bench.Csms;

/// <summary>
/// The other side of the load rig: a CSMS in a process of its own that costs as little as a peer can, so that the figures are the fleet's.
/// Raw sockets, frames answered from spans, no object per message. Serves its counters on <c>GET /stats</c> and clears them on <c>POST /reset</c>.
/// </summary>
public sealed class MinimalCsms(int port, int heartbeatSeconds, TimeProvider time)
{
    private readonly CsmsCounters counters = new(time);
    private readonly TransactionBook book = new();

    /// <summary>Listens on 127.0.0.1 until cancelled. Port 0 takes a free one; <paramref name="listening"/> is told which.</summary>
    public async Task RunAsync(Action<int> listening, CancellationToken stop)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(16_384);
        listening(((IPEndPoint)listener.LocalEndPoint!).Port);
        while (!stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Out of file descriptors, or a peer that left the backlog: the next one may succeed.
                await Task.Delay(TimeSpan.FromMilliseconds(10), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            var accepted = time.GetTimestamp();
            _ = ServeAsync(socket, accepted);
        }
    }

    private async Task ServeAsync(Socket socket, long accepted)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                var head = await ReadHeadAsync(socket);
                if (HttpHead.Parse(head) is not { } request)
                    return;
                if (request.WebSocketKey is { } key)
                {
                    await socket.SendAsync(HttpHead.Upgrade(key, request.Subprotocol));
                    var is201 = request.Subprotocol == "ocpp2.0.1";
                    var answers = new CsmsAnswers(counters, book, time, heartbeatSeconds, is201, request.Identity, accepted);
                    counters.Connected();
                    try
                    {
                        await new FrameLoop(socket, answers).RunAsync();
                    }
                    finally
                    {
                        counters.Disconnected();
                    }
                }
                else
                {
                    await socket.SendAsync(Plain(request));
                    socket.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The peer went away: its counters say all that matters.
            }
        }
    }

    private byte[] Plain(HttpHead request)
    {
        switch (request.Method, request.Path)
        {
            case ("GET", "/stats"):
                return HttpHead.Json(counters.ToJson(book, request.MeterIntervalMs));
            case ("POST", "/reset"):
                counters.Reset();
                book.ResetCounters();
                return HttpHead.Json("{}"u8);
            default:
                return HttpHead.NotFound();
        }
    }

    private static async Task<string> ReadHeadAsync(Socket socket)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                return "";
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                return Encoding.ASCII.GetString(buffer, 0, length);
        }

        return "";
    }
}
