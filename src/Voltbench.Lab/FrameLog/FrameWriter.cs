using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.FrameLog;

/// <summary>
/// The only consumer of the queue: forms batches by size and time and stores each with one COPY, which is whole or not at all. A batch
/// that meets a database failure is tried again until it is stored; meanwhile the bounded queue fills and then drops, counted. The COPY does
/// not wait for the disk (<c>synchronous_commit = off</c>): killing this process loses nothing that was written, a power cut of the database
/// machine up to 0.6 s of frames.
/// </summary>
public sealed partial class FrameWriter(
    FrameQueue queue,
    FramePartitions partitions,
    NpgsqlDataSource database,
    FrameSignals signals,
    FrameLogOptions options,
    TimeProvider time,
    ILogger<FrameWriter> log) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly CopyEncoder _encoder = new();
    private readonly List<FrameRecord> _batch = [];
    private readonly List<TaskCompletionSource> _marks = [];
    private readonly HashSet<long> _days = [];
    private NpgsqlConnection? _connection;
    private long _stored;

    /// <summary>Frames stored since the start.</summary>
    public long Stored => Volatile.Read(ref _stored);

    /// <summary>Runs until the queue is completed and empty, or until <paramref name="abort"/>, when what is left is counted as dropped.</summary>
    public async Task RunAsync(CancellationToken abort)
    {
        try
        {
            var linger = TimeSpan.FromMilliseconds(options.FlushMilliseconds);
            while (await queue.Reader.WaitToReadAsync(abort))
            {
                if (queue.Frames < options.BatchFrames)
                    await queue.LingerAsync(linger, time);

                while (Collect())
                    await StoreAsync(abort);
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            var left = _batch.Count;
            while (queue.Reader.TryRead(out var frame))
            {
                left += frame.Barrier is null ? 1 : 0;
                frame.Barrier?.TrySetCanceled(CancellationToken.None);
            }

            if (left > 0)
            {
                queue.Lost(left, FrameLogInstruments.Shutdown);
                LogLeftBehind(left);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _connection = null;
    }

    /// <summary>Takes the next batch from the queue and encodes it; false when nothing waits.</summary>
    private bool Collect()
    {
        _batch.Clear();
        _encoder.Start();
        while (_batch.Count < options.BatchFrames && _encoder.Length < options.BatchBytes && queue.Reader.TryRead(out var frame))
        {
            if (frame.Barrier is { } mark)
            {
                _marks.Add(mark);
                continue;
            }

            queue.Taken(frame);
            var message = SecretMask.Apply(frame.Action, frame.Message, out var masked);
            if (masked)
                FrameLogInstruments.Masked.Add(1);

            _encoder.Add(frame, message.Span);

            // The text is in the buffer now; what stays is what the retry check and the signals need.
            _batch.Add(frame with { Message = default });
        }

        _encoder.End();
        return _batch.Count > 0 || _marks.Count > 0;
    }

    private async Task StoreAsync(CancellationToken abort)
    {
        var pause = FirstPause;
        for (var attempt = 0; _batch.Count > 0; attempt++)
        {
            try
            {
                // After a failure nobody knows whether the COPY was committed; it is atomic, so its first frame tells.
                if (attempt == 0 || !await IsStoredAsync(_batch[0], abort))
                    await CopyAsync(abort);
                break;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CheckViolation && attempt < 3)
            {
                // A partition went away under us (retention of another node).
                _days.Clear();
            }
            catch (PostgresException e) when (IsRefusal(e))
            {
                LogRefused(_batch.Count, e.SqlState, e.MessageText);
                queue.Lost(_batch.Count, FrameLogInstruments.Refused);
                _batch.Clear();
                await DisposeAsync();
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                FrameLogInstruments.Retries.Add(1);
                LogRetry(e, _batch.Count, pause.TotalMilliseconds);
                await DisposeAsync();
                await Task.Delay(pause, time, abort);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        Volatile.Write(ref _stored, _stored + _batch.Count);
        FrameLogInstruments.Written.Add(_batch.Count);
        signals.Notify(_batch);
        foreach (var mark in _marks)
            mark.TrySetResult();
        _marks.Clear();
        _batch.Clear();
    }

    private async Task CopyAsync(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var frame in _batch)
        {
            var day = frame.AtMicros / (24L * 3600 * 1_000_000);
            if (_days.Contains(day))
                continue;

            await partitions.EnsureAsync(DateOnly.FromDateTime(FrameSequence.Time(frame.AtMicros).UtcDateTime), ct);
            _days.Add(day);
        }

        var connection = await ConnectionAsync(ct);
        await using (var copy = await connection.BeginRawBinaryCopyAsync(CopyEncoder.Command, ct))
            await copy.WriteAsync(_encoder.Bytes, ct);
        FrameLogInstruments.CopySeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<bool> IsStoredAsync(FrameRecord first, CancellationToken ct)
    {
        var connection = await ConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select exists (select 1 from ocpp.frames where charger_key = $1 and at = $2 and seq = $3)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first.ChargerKey });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = FrameSequence.Time(first.AtMicros).UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first.Seq });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<NpgsqlConnection> ConnectionAsync(CancellationToken ct)
    {
        if (_connection is { } open)
            return open;

        var connection = await database.OpenConnectionAsync(ct);
        _connection = connection;
        await using var command = new NpgsqlCommand("set synchronous_commit = off", connection);
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>The data itself is at fault (SQLSTATE classes 22 and 23): trying again would not help.</summary>
    private static bool IsRefusal(PostgresException e) =>
        e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal);
}
