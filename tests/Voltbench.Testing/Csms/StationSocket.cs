using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Voltbench.Ocpp;

namespace Voltbench.Testing.Csms;

/// <summary>The socket of one station at the <see cref="RecordingCsms"/>.</summary>
internal sealed class StationSocket(string identity, OcppVersion version, WebSocket socket, int connection)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _pending = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _sending = new(1);

    public string Identity => identity;

    public OcppVersion Version => version;

    public int Connection => connection;

    public Task<JsonElement> Expect(string id) =>
        _pending.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Answered(string id, JsonElement frame)
    {
        if (_pending.TryRemove(id, out var waiting))
            waiting.SetResult(frame);
    }

    public void Abort() => socket.Abort();

    public async Task SendAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task ReceiveAllAsync(Func<StationSocket, string, Task> onFrame)
    {
        var message = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var received = await socket.ReceiveAsync(message.GetMemory(4096), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                return;
            }

            message.Advance(received.Count);
            if (!received.EndOfMessage)
                continue;
            await onFrame(this, Encoding.UTF8.GetString(message.WrittenSpan));
            message.ResetWrittenCount();
        }
    }
}
