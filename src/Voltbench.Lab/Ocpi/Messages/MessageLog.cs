using System.Threading.Channels;

namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>
/// Every exchange with peers, on its way to the table. Secrets are masked and long bodies cut before a message waits here; when too much
/// waits, the newest message is dropped and counted, nobody is held up.
/// </summary>
public sealed class MessageLog(MessageLogOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Channel<Item> _channel = Channel.CreateBounded<Item>(new BoundedChannelOptions(options.QueueMessages)
    {
        // Wait = TryWrite answers false, so that a drop can be counted.
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        AllowSynchronousContinuations = false,
    });

    private volatile TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isComplete;
    private long _bytes;
    private long _dropped;

    /// <summary>Exchanges dropped since the start.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    internal ChannelReader<Item> Reader => _channel.Reader;

    /// <summary>Takes an exchange; never waits, never throws.</summary>
    public void Add(OcpiMessage message)
    {
        message = message with
        {
            Url = MessageMask.Url(message.Url),
            Request = Cut(MessageMask.Body(message.Request)),
            Response = Cut(MessageMask.Body(message.Response)),
        };
        var size = Size(message);
        if (Interlocked.Add(ref _bytes, size) <= options.QueueBytes && _channel.Writer.TryWrite(new Item(message, null)))
            return;

        Interlocked.Add(ref _bytes, -size);
        Lost(1);
    }

    /// <summary>Waits until everything added before the call is stored, at most a second; false when it was not by then.</summary>
    public async Task<bool> WaitStoredAsync(TimeProvider time, CancellationToken ct)
    {
        // A mark travels through the queue like a message: when it comes out, all before it are stored.
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_channel.Writer.TryWrite(new Item(null, mark)))
            return false;
        Hurry();
        try
        {
            await mark.Task.WaitAsync(Patience, time, ct);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>No more messages: the writer stores what waits and ends.</summary>
    internal void Complete()
    {
        _isComplete = true;
        _channel.Writer.TryComplete();
        Hurry();
    }

    /// <summary>Gives the first message of a batch time to get company, unless somebody waits for it.</summary>
    internal async Task LingerAsync(TimeSpan time, TimeProvider clock)
    {
        var hurry = _hurry;
        if (!_isComplete)
            await hurry.Task.WaitAsync(time, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (hurry.Task.IsCompleted)
            _hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void Taken(OcpiMessage message) => Interlocked.Add(ref _bytes, -Size(message));

    internal void Lost(int messages)
    {
        Interlocked.Add(ref _dropped, messages);
        MessageLogInstruments.Dropped.Add(messages);
    }

    private void Hurry() => _hurry.TrySetResult();

    /// <summary>A copy when it is cut, so that the whole body can go.</summary>
    private ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> body) => body.Length <= options.BodyBytes ? body : body[..options.BodyBytes].ToArray();

    private static long Size(OcpiMessage message) => 512 + (2L * message.Url.Length) + message.Request.Length + message.Response.Length;

    /// <summary>A message, or a mark to be set when all before it are stored.</summary>
    internal readonly record struct Item(OcpiMessage? Message, TaskCompletionSource? Mark);
}
