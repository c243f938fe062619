using System.Threading.Channels;
using Voltbench.Simulation;

namespace Voltbench.Lab.FrameLog;

/// <summary>
/// The bounded queue between the chargers and the table: <see cref="FrameLogOptions.QueueFrames"/> and
/// <see cref="FrameLogOptions.QueueBytes"/>, whichever is reached first; then the newest frame is dropped and counted. Writing costs the
/// charger a few interlocked operations and no allocation.
/// </summary>
public sealed class FrameQueue(FrameLogOptions options) : IFrameSink
{
    private readonly FrameSequence _sequence = new();
    private readonly Channel<FrameRecord> _channel = Channel.CreateBounded<FrameRecord>(new BoundedChannelOptions(options.QueueFrames)
    {
        // Wait = TryWrite answers false, so that a drop can be counted.
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        AllowSynchronousContinuations = false,
    });

    private volatile TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private int _frames;
    private long _dropped;

    /// <summary>Frames dropped since the start.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Frames that wait.</summary>
    public int Frames => Volatile.Read(ref _frames);

    internal ChannelReader<FrameRecord> Reader => _channel.Reader;

    public void Write(long chargerKey, FrameDirection direction, string action, ReadOnlyMemory<byte> message, DateTimeOffset at, string? mark = null)
    {
        if (Interlocked.Add(ref _bytes, message.Length) > options.QueueBytes)
        {
            Interlocked.Add(ref _bytes, -message.Length);
            Drop(FrameLogInstruments.QueueBytes);
            return;
        }

        var micros = FrameSequence.Micros(at);
        if (!_channel.Writer.TryWrite(new FrameRecord(chargerKey, micros, _sequence.Next(micros), direction, action, message, mark, null)))
        {
            Interlocked.Add(ref _bytes, -message.Length);
            Drop(FrameLogInstruments.QueueFull);
            return;
        }

        if (Interlocked.Increment(ref _frames) == options.BatchFrames)
            Hurry();
    }

    /// <summary>
    /// Waits until all frames written before the call are stored, at most <see cref="FrameLogOptions.ReadBarrierMilliseconds"/>; false when
    /// they were not by then.
    /// </summary>
    public async Task<bool> WaitStoredAsync(TimeProvider time, CancellationToken ct)
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var limit = TimeSpan.FromMilliseconds(options.ReadBarrierMilliseconds);
        try
        {
            // A mark travels through the queue like a frame: when it comes out, all before it are on disk.
            var barrier = new FrameRecord(0, 0, 0, default, "", default, null, mark);
            if (!_channel.Writer.TryWrite(barrier))
                return false;

            Hurry();
            await mark.Task.WaitAsync(limit, time, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>No more frames: the writer stores what waits and ends.</summary>
    internal void Complete()
    {
        _channel.Writer.TryComplete();
        Hurry();
    }

    /// <summary>Waits for company of the first frame: until the batch is full, somebody reads, or <paramref name="limit"/> has passed.</summary>
    internal async Task LingerAsync(TimeSpan limit, TimeProvider time)
    {
        var hurry = _hurry;
        await Task.WhenAny(hurry.Task, Task.Delay(limit, time));

        // What was written before a hurry is in the queue already, so one that falls between these lines is served all the same.
        if (hurry.Task.IsCompleted)
            _hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void Taken(in FrameRecord frame)
    {
        Interlocked.Add(ref _bytes, -frame.Message.Length);
        Interlocked.Decrement(ref _frames);
    }

    internal void Lost(int frames, KeyValuePair<string, object?> reason)
    {
        Interlocked.Add(ref _dropped, frames);
        FrameLogInstruments.Dropped.Add(frames, reason);
    }

    private void Hurry() => _hurry.TrySetResult();

    private void Drop(KeyValuePair<string, object?> reason) => Lost(1, reason);
}
