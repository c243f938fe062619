using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>
/// Takes changed transactions of one shard into their sessions: claim, sessions, messages to the peers, CDRs and the mark that it is done are one commit. A
/// kill before it leaves everything to be done again, with the same ids.
/// </summary>
internal sealed class ProjectionStep(LabDatabase database, OcpiSessionOptions options, TimeProvider time)
{
    public const int Shards = 4;

    /// <summary>Most transactions of a commit.</summary>
    public const int Limit = 250;

    /// <summary>How long the last messages of a charger that is gone may take to be stored.</summary>
    public static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private TimeSpan Interval => TimeSpan.FromSeconds(options.SessionUpdateSeconds);

    /// <summary>Shards with work now, and how long until there is other work that was put off; null = none.</summary>
    public async Task<(IReadOnlyList<int> Shards, TimeSpan? Next)> WorkAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var command = ProjectionSql.Work(database.Source, now, Interval);
        await using var row = await command.ExecuteReaderAsync(ct);
        var shards = new List<int>();
        TimeSpan? next = null;
        while (await row.ReadAsync(ct))
        {
            if (row.GetBoolean(1))
                shards.Add(row.GetInt32(0));
            if (!row.IsDBNull(2) && row.GetFieldValue<DateTimeOffset>(2) - now is var wait && (next is null || wait < next))
                next = wait;
        }

        return (shards, next);
    }

    /// <summary>How many transactions were due and taken; null = another gateway has the shard.</summary>
    /// <param name="only">Only this one, if it is due.</param>
    /// <exception cref="NpgsqlException">The database is away, or refuses something; nothing was done.</exception>
    public async Task<int?> RunAsync(int shard, int? only, CancellationToken ct)
    {
        // As exact as it is on the wire.
        var now = time.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await IsLockedAsync(connection, shard, ct))
            return null;
        var claimed = await ClaimAsync(connection, shard, now, only, ct);
        if (claimed.Count == 0)
            return 0;
        var outcomes = await OutcomesAsync(connection, claimed, now, ct);
        await OutcomeWriter.WriteAsync(connection, transaction, outcomes, now, ct);
        await transaction.CommitAsync(ct);
        SessionInstruments.Projected.Add(outcomes.Count);
        SessionInstruments.Cdrs.Add(outcomes.Count(o => o.Cdr is not null));
        return outcomes.Count;
    }

    /// <summary>The transactions of a shard that are due, one by one; for when a batch was refused.</summary>
    public async Task<IReadOnlyList<int>> DueAsync(int shard, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = ProjectionSql.Ids(connection, shard, time.GetUtcNow(), Interval, Limit);
        await using var row = await command.ExecuteReaderAsync(ct);
        var ids = new List<int>();
        while (await row.ReadAsync(ct))
            ids.Add(row.GetInt32(0));
        return ids;
    }

    /// <summary>Ends the transactions of chargers that are gone; how many.</summary>
    public async Task<int> EndOrphansAsync(CancellationToken ct)
    {
        await using var command = ProjectionSql.EndOrphans(database.Source, time.GetUtcNow() - LastWords);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public async Task ParkAsync(int transaction, TimeSpan pause, CancellationToken ct)
    {
        await using var command = ProjectionSql.Park(database.Source, transaction, time.GetUtcNow() + pause);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<bool> IsLockedAsync(NpgsqlConnection connection, int shard, CancellationToken ct)
    {
        await using var command = ProjectionSql.Lock(connection, shard);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<List<TransactionRow>> ClaimAsync(NpgsqlConnection connection, int shard, DateTimeOffset now, int? only, CancellationToken ct)
    {
        await using var command = ProjectionSql.Claim(connection, shard, now, Interval, Limit, only);
        await using var row = await command.ExecuteReaderAsync(ct);
        var claimed = new List<TransactionRow>();
        while (await row.ReadAsync(ct))
            claimed.Add(TransactionRow.Read(row));
        return claimed;
    }

    private static async Task<List<Outcome>> OutcomesAsync(NpgsqlConnection connection, List<TransactionRow> claimed, DateTimeOffset now, CancellationToken ct)
    {
        var open = claimed.Where(t => t is { Party: not null, Session: not { IsFinal: true } }).ToList();
        var snapshots = await SnapshotReader.ReadAsync(connection, open.Where(t => t is { Session: null, EvseUid: not null }), ct);
        var placed = new Dictionary<int, (TransactionRow Transaction, SessionSnapshot Snapshot)>();
        foreach (var transaction in open)
        {
            if (transaction.Session is { } session)
                placed[transaction.Id] = (transaction, SessionSnapshot.Read(session.Snapshot));
            else if (snapshots.TryGetValue(transaction.Id, out var snapshot))
                placed[transaction.Id] = (transaction, snapshot);
        }

        var outcomes = new List<Outcome>(claimed.Count);
        await SampleReader.ReadAsync(connection, [.. placed.Values.Select(p => p.Transaction)], Add, ct);

        // The CPO is gone, the session has ended, or the connector is no EVSE: there is nothing to tell.
        outcomes.AddRange(claimed.Where(t => !placed.ContainsKey(t.Id)).Select(t => new Outcome(t)));
        return outcomes;

        void Add(int id, List<SampleRow> samples) => outcomes.Add(SessionMaker.Make(placed[id].Transaction, placed[id].Snapshot, samples, now));
    }
}
