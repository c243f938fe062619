using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.Fleet;

/// <summary>
/// Which of the <see cref="ShardCount"/> shards this node runs. A shard is owned by whoever holds its session advisory lock, a node is alive while it
/// holds its own; all locks of a node hang on one connection, so PostgreSQL itself takes them back when the node dies or is cut off.
/// Everybody aims at the same fair share, 256 divided by the nodes alive, rounded up.
/// </summary>
public sealed partial class ShardLeases(NpgsqlDataSource database, ILogger<ShardLeases> log) : IAsyncDisposable
{
    public const int ShardCount = 256;

    // Class ids of the two kinds of advisory lock (the two-integer form, pg_locks.classid).
    private const int ShardLock = 0x766F6C74;
    private const int NodeLock = 0x766F6C75;

    /// <summary>A probe that takes longer than this means the connection is gone, s.</summary>
    private const int ProbeSeconds = 5;

    private volatile IReadOnlySet<int> _owned = new HashSet<int>();
    private NpgsqlConnection? _connection;
    private int _node;

    /// <summary>The shards owned; a snapshot that any thread may read.</summary>
    public IReadOnlySet<int> Owned => _owned;

    /// <summary>Nodes alive at the last round, this one included.</summary>
    public int Nodes { get; private set; }

    /// <summary>
    /// One round: proves that the connection lives, counts the nodes, takes free shards up to the fair share, and says which are too many.
    /// The caller stops the chargers of <see cref="LeaseRound.Surplus"/> and then calls <see cref="ReleaseAsync"/>.
    /// </summary>
    /// <exception cref="NpgsqlException">The connection is gone and with it every lease: stop all chargers, call <see cref="ResetAsync"/>, start over.</exception>
    public async Task<LeaseRound> RenewAsync(CancellationToken ct)
    {
        var connection = _connection ?? await OpenAsync(ct);
        Nodes = await CountNodesAsync(connection, ct);
        var share = (ShardCount + Nodes - 1) / Nodes;
        if (_owned.Count > share)
            return new LeaseRound([], _owned.OrderDescending().Take(_owned.Count - share).ToArray());

        var wanted = share - _owned.Count;
        if (wanted == 0)
            return LeaseRound.Unchanged;

        // Each node begins elsewhere, so that nodes that start together do not all ask for the same shards.
        var free = Enumerable.Range(0, ShardCount).Select(i => (i + (_node & 0xff)) % ShardCount).Where(s => !_owned.Contains(s)).ToArray();
        var gained = await TryLockAsync(connection, free, wanted, ct);
        _owned = _owned.Union(gained).ToHashSet();
        if (gained.Count > 0)
            LogGained(gained.Count, _owned.Count, Nodes);
        return new LeaseRound(gained, []);
    }

    /// <summary>Gives shards back; their chargers must be stopped and their commits stored.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<int> shards, CancellationToken ct)
    {
        if (_connection is not { } connection || shards.Count == 0)
            return;

        await using var command = Command(connection, "select count(pg_advisory_unlock($1, s)) from unnest($2::int[]) s");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ShardLock });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = shards.ToArray() });
        await command.ExecuteScalarAsync(ct);
        _owned = _owned.Except(shards).ToHashSet();
        LogReleased(shards.Count, _owned.Count, Nodes);
    }

    /// <summary>Drops the connection and every lease.</summary>
    public async Task ResetAsync()
    {
        _owned = new HashSet<int>();
        if (_connection is not { } connection)
            return;

        _connection = null;
        try
        {
            // A healthy connection goes back to the pool, where its locks would live on.
            await using var command = Command(connection, "select pg_advisory_unlock_all()");
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
        {
            LogConnectionGone(e.Message);
        }

        await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await ResetAsync();

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            // The backend's process id is unique among the live connections, which is all that a node's name must be.
            _node = connection.ProcessID;
            await using var command = Command(connection, "select pg_advisory_lock($1, $2)");
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = NodeLock });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _node });
            await command.ExecuteNonQueryAsync(ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        _connection = connection;
        return connection;
    }

    private static async Task<int> CountNodesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Command(
            connection,
            """
            select count(*)::int from pg_locks
            where locktype = 'advisory' and classid::bigint = $1 and granted
              and database = (select oid from pg_database where datname = current_database())
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = NodeLock });
        return Math.Max(1, (int)(await command.ExecuteScalarAsync(ct))!);
    }

    private static async Task<List<int>> TryLockAsync(NpgsqlConnection connection, int[] shards, int count, CancellationToken ct)
    {
        // LIMIT stops the scan, and with it the locking, as soon as enough were gained.
        await using var command = Command(
            connection, "select s from unnest($2::int[]) with ordinality u (s, n) where pg_try_advisory_lock($1, s) limit $3");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ShardLock });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = shards });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var gained = new List<int>();
        while (await reader.ReadAsync(ct))
            gained.Add(reader.GetInt32(0));
        return gained;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = ProbeSeconds };
}

/// <summary>What a round of leases changed.</summary>
/// <param name="Gained">Shards that are now owned.</param>
/// <param name="Surplus">Shards that are owned and should be given to others.</param>
public sealed record LeaseRound(IReadOnlyCollection<int> Gained, IReadOnlyCollection<int> Surplus)
{
    public static readonly LeaseRound Unchanged = new([], []);
}
