using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Simulation;

namespace Voltbench.Lab.Fleet;

/// <summary>
/// Durable memory of the chargers. One consumer takes all commits that wait (up to <see cref="GroupSize"/>) into one database transaction and
/// then calls back, in order; so the order of each charger holds and a busy fleet shares its disk flushes. A failing database is tried
/// again until it takes the group: nothing is lost and nothing is confirmed early. The queue needs no bound of its own, because a charger holds
/// back its messages until its commit is confirmed and so has only a few under way.
/// </summary>
public sealed partial class ChargerStore(NpgsqlDataSource database, TimeProvider time, ILogger<ChargerStore> log) : IChargerStore
{
    /// <summary>Commits in one transaction at most.</summary>
    public const int GroupSize = 1_000;

    /// <summary>How long a group waits for company once there is traffic; a lone commit goes at once.</summary>
    public static readonly TimeSpan GroupDelay = TimeSpan.FromMilliseconds(5);

    private const int BusyGroup = 8;
    private static readonly ChargerMemory Nothing = new(default, [], 0);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Pending> _group = [];

    public void Commit(ChargerCommit commit, ICommitCallback callback) => _queue.Writer.TryWrite(new Pending(commit, callback, null));

    /// <summary>Completes when everything committed before the call is on disk.</summary>
    public Task DrainAsync(CancellationToken ct)
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite(new Pending(null, null, mark)) ? mark.Task.WaitAsync(ct) : Task.CompletedTask;
    }

    /// <summary>No more commits: the consumer stores what waits and ends.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Runs until completed and empty, or until <paramref name="abort"/>: what is then not on disk was not confirmed to its charger either.</summary>
    public async Task RunAsync(CancellationToken abort)
    {
        try
        {
            var last = 0;
            while (await _queue.Reader.WaitToReadAsync(abort))
            {
                if (last >= BusyGroup)
                    await Task.Delay(GroupDelay, time, abort);

                _group.Clear();
                while (_group.Count < GroupSize && _queue.Reader.TryRead(out var pending))
                    _group.Add(pending);
                last = _group.Count;
                await StoreAsync(_group, abort);
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            var left = _group.Count(p => p.Commit is not null);
            while (_queue.Reader.TryRead(out var pending))
                left += pending.Commit is null ? 0 : 1;
            if (left > 0)
                LogLeftBehind(left);
        }
    }

    /// <summary>What the store holds of these chargers; one that has nothing is not in the answer.</summary>
    public async Task<IReadOnlyDictionary<long, ChargerMemory>> LoadAsync(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        var parameter = keys.ToArray();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select charger_key, sequence, state from ocpp.charger_state where charger_key = any($1)")
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = parameter } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            select charger_key, sequence, message_id, action, payload, transaction, created_at
            from ocpp.charger_outbox where charger_key = any($1) order by charger_key, sequence
            """)
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = parameter } },
        });

        batch.BatchCommands.Add(new NpgsqlBatchCommand("select charger_key, name, content from ocpp.charger_documents where charger_key = any($1)")
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = parameter } },
        });

        var result = new Dictionary<long, ChargerMemory>();
        await using var reader = await batch.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            result[reader.GetInt64(0)] = new ChargerMemory(reader.GetFieldValue<byte[]>(2), [], reader.GetInt64(1));

        await reader.NextResultAsync(ct);
        var outboxes = new Dictionary<long, List<OutboxMessage>>();
        while (await reader.ReadAsync(ct))
        {
            var key = reader.GetInt64(0);
            if (!outboxes.TryGetValue(key, out var outbox))
                outboxes[key] = outbox = [];
            outbox.Add(new OutboxMessage(
                reader.GetInt64(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetFieldValue<byte[]>(4),
                reader.GetString(5),
                new DateTimeOffset(reader.GetDateTime(6), TimeSpan.Zero)));
        }

        await reader.NextResultAsync(ct);
        var documents = new Dictionary<long, List<ChargerDocument>>();
        while (await reader.ReadAsync(ct))
        {
            var key = reader.GetInt64(0);
            if (!documents.TryGetValue(key, out var own))
                documents[key] = own = [];
            own.Add(new ChargerDocument(reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        }

        foreach (var (key, outbox) in outboxes)
            result[key] = result.GetValueOrDefault(key, Nothing) with { Outbox = outbox };
        foreach (var (key, own) in documents)
            result[key] = result.GetValueOrDefault(key, Nothing) with { Documents = own };
        return result;
    }

    private async Task StoreAsync(List<Pending> group, CancellationToken abort)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                var started = Stopwatch.GetTimestamp();
                await ExecuteAsync(group, abort);
                ChargerStoreInstruments.GroupSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
                ChargerStoreInstruments.Groups.Add(1);
                break;
            }
            catch (PostgresException e) when (IsRefusal(e))
            {
                // One commit must not hold up the fleet: store them one by one and leave out the one that cannot be stored.
                if (group.Count > 1)
                {
                    foreach (var pending in group)
                        await StoreAsync([pending], abort);
                    return;
                }

                ChargerStoreInstruments.Refused.Add(1);
                LogRefused(group[0].Commit!.ChargerKey, e.SqlState, e.MessageText);
                break;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                ChargerStoreInstruments.Retries.Add(1);
                LogRetry(e, group.Count, pause.TotalMilliseconds);
                await Task.Delay(pause, time, abort);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        foreach (var pending in group)
            Confirm(pending);
    }

    private async Task ExecuteAsync(List<Pending> group, CancellationToken ct)
    {
        var effect = new CommitGroup();
        foreach (var pending in group)
        {
            if (pending.Commit is { } commit)
                effect.Add(commit);
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        await effect.ExecuteAsync(connection, ct);
    }

    private void Confirm(in Pending pending)
    {
        pending.Mark?.TrySetResult();
        if (pending.Commit is not { } commit)
            return;

        ChargerStoreInstruments.Commits.Add(1);
        try
        {
            pending.Callback!.OnCommitted(commit);
        }
        catch (Exception e)
        {
            // A defect of one charger; the commits of the others go on.
            LogCallbackFailed(e, commit.ChargerKey);
        }
    }

    /// <summary>
    /// The data itself is at fault (SQLSTATE class 22). Class 23 is not: a foreign key fails when the charger is deleted in that very
    /// moment, and the next try leaves it out.
    /// </summary>
    private static bool IsRefusal(PostgresException e) => e.SqlState.StartsWith("22", StringComparison.Ordinal);

    private readonly record struct Pending(ChargerCommit? Commit, ICommitCallback? Callback, TaskCompletionSource? Mark);
}
