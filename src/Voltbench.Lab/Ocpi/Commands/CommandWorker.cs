using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>
/// Carries commands out and posts their results, on any number of nodes: a row belongs to who claimed it. A station or a peer that does not answer
/// occupies its own share of the places only.
/// </summary>
public sealed partial class CommandWorker : BackgroundService
{
    // So many peers would have to be silent at the same time to hold up another.
    private const int MaxRunning = 1024;
    private const int MaxPerPeer = 16;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(5);

    /// <summary>How soon a station that nobody had is looked for again.</summary>
    private static readonly TimeSpan SearchInterval = TimeSpan.FromSeconds(1);

    private readonly CommandRows _rows;
    private readonly CommandExecution _execution;
    private readonly ResultPoster _poster;
    private readonly TimeProvider _time;
    private readonly ILogger<CommandWorker> _log;
    private readonly SemaphoreSlim _look = new(0);
    private readonly Lane _commands = new();
    private readonly Lane _results = new();

    internal CommandWorker(
        CommandRows rows, CommandExecution execution, ResultPoster poster, Notifications notifications, TimeProvider time, ILogger<CommandWorker> log)
    {
        (_rows, _execution, _poster, _time, _log) = (rows, execution, poster, time, log);
        notifications.Subscribe(CommandDesk.Channel, _ => Look(), Look);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var poll = _time.CreateTimer(static s => ((CommandWorker)s!).Look(), this, LookInterval, LookInterval);
        var purged = _time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _look.WaitAsync(stoppingToken);
                while (_look.CurrentCount > 0 && await _look.WaitAsync(TimeSpan.Zero, stoppingToken))
                {
                    // Several signals are one look.
                }

                await WorkAsync(stoppingToken);
                if (_time.GetElapsedTime(purged) > PurgeInterval)
                {
                    await _rows.PurgeAsync(stoppingToken);
                    purged = _time.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogFailed(e);
            }
        }
    }

    private void Look() => _look.Release();

    private async Task WorkAsync(CancellationToken ct)
    {
        foreach (var row in await _rows.ExpiredAsync(ct))
            await _rows.AnswerAsync(row, CommandEnd.Timeout, ct);
        if (_commands.Free > 0)
        {
            foreach (var row in await _rows.ClaimAsync(_commands.Free, MaxPerPeer, _commands.BusyPeers(), ct))
                _ = RunAsync(_commands, row.PeerId, () => CarryOutAsync(row, ct));
        }

        if (_results.Free > 0)
        {
            foreach (var row in await _rows.ClaimResultsAsync(_results.Free, MaxPerPeer, _results.BusyPeers(), ct))
                _ = RunAsync(_results, row.PeerId, () => _poster.PostAsync(row, ct));
        }
    }

    private async Task CarryOutAsync(CommandRow row, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromTicks(Math.Max(1, (row.Expires - _time.GetUtcNow()).Ticks)), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        CommandEnd? end;
        try
        {
            end = await _execution.RunAsync(row, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            end = CommandEnd.Timeout;
        }

        if (end is null)
            await _rows.PostponeAsync(row.Id, SearchInterval, ct);
        else
            await _rows.AnswerAsync(row, end, ct);
    }

    /// <summary>Beside the others. A row whose work fails stays as it is: it expires, or its lease ends.</summary>
    private async Task RunAsync(Lane lane, long peerId, Func<Task> work)
    {
        lane.Enter(peerId);
        try
        {
            await Task.Yield();
            await work();
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogFailed(e);
        }
        finally
        {
            lane.Leave(peerId);
            Look();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Commands of peers could not be carried out now")]
    private partial void LogFailed(Exception e);

    /// <summary>What is under way, by peer.</summary>
    private sealed class Lane
    {
        private readonly ConcurrentDictionary<long, int> _running = new();
        private int _count;

        public int Free => MaxRunning - Volatile.Read(ref _count);

        /// <summary>Peers that have their share.</summary>
        public IReadOnlyCollection<long> BusyPeers() => [.. _running.Where(r => r.Value >= MaxPerPeer).Select(r => r.Key)];

        public void Enter(long peerId)
        {
            Interlocked.Increment(ref _count);
            _running.AddOrUpdate(peerId, 1, static (_, n) => n + 1);
        }

        public void Leave(long peerId)
        {
            Interlocked.Decrement(ref _count);
            if (_running.AddOrUpdate(peerId, 0, static (_, n) => n - 1) == 0)
                _running.TryRemove(KeyValuePair.Create(peerId, 0));
        }
    }
}
