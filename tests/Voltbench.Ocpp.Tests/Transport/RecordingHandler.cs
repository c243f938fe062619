using System.Text;
using System.Threading.Channels;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Ocpp.Tests.Transport;

/// <summary>Keeps what a connection tells; fails the test when it is told twice that it closed, or anything afterwards.</summary>
internal sealed class RecordingHandler : IOcppConnectionHandler
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<CloseInfo> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _closedCount;

    /// <summary>Runs before a message is recorded.</summary>
    public Func<OcppConnection, ReadOnlyMemory<byte>, ValueTask>? Before { get; init; }

    public int ClosedCount => Volatile.Read(ref _closedCount);

    public async ValueTask OnMessageAsync(OcppConnection connection, ReadOnlyMemory<byte> message)
    {
        ClosedCount.ShouldBe(0);
        if (Before is not null)
            await Before(connection, message);
        _messages.Writer.TryWrite(Encoding.UTF8.GetString(message.Span));
    }

    public void OnClosed(OcppConnection connection, CloseInfo info)
    {
        Interlocked.Increment(ref _closedCount);
        _messages.Writer.TryComplete();
        _closed.TrySetResult(info);
    }

    public async Task<string> MessageAsync() => await _messages.Reader.ReadAsync().AsTask().Soon();

    /// <summary>Waits for the end; nothing may come after it.</summary>
    public async Task<CloseInfo> ClosedAsync(OcppConnection connection)
    {
        var info = await _closed.Task.Soon();
        await connection.Completion.Soon();
        ClosedCount.ShouldBe(1);
        connection.TrySend("late"u8.ToArray()).ShouldBeFalse();
        return info;
    }
}

internal static class Patience
{
    /// <summary>The overall limit of any wait in these tests; reached only when the event never comes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);
}
