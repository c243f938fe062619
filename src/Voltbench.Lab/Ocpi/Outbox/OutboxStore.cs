using Dapper;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>The outbox in the database, as lanes see it. A few connections serve all lanes of a gateway.</summary>
public sealed class OutboxStore(LabDatabase database) : IDisposable
{
    private const int Connections = 4;

    private const string PeerSql = """
        select p.partner_operation_id as party_id, p.version, o.country_code as from_country_code, o.party_id as from_party_id,
               p.country_code, p.party_id as peer_party_id, p.token, p.token_is_base64
        from ocpp.ocpi_peers p
        join ocpp.partner_operations o on o.id = p.partner_operation_id and o.deleted_at is null
        where p.id = @peerId;
        select e.module, e.url from ocpp.ocpi_peer_endpoints e where e.peer_id = @peerId and e.role = 'RECEIVER';
        """;

    private const string RowColumns = """
        select o.id, o.module, o.object_key, o.method, o.path, o.body::text as body, o.refresh, o.attempts, o.next_attempt_at, o.created_at, o.message_id,
               o.method in ('PUT', 'PATCH') and o.created_at < @before and exists (
                   select 1 from ocpp.ocpi_outbox n
                   where n.peer_id = o.peer_id and n.object_key = o.object_key and n.status = 'PENDING' and n.id > o.id
                     and (n.refresh or (n.method in ('PUT', 'DELETE') and (n.path = o.path or starts_with(o.path, n.path || '/'))))) as is_superseded
        from ocpp.ocpi_outbox o
        where o.peer_id = @peerId and o.status = 'PENDING' and o.id <> all(@known)
        """;

    private readonly SemaphoreSlim _gate = new(Connections);

    /// <summary>Loads the peer and its next messages; the peer is null when it is gone.</summary>
    /// <param name="peerId">Whose.</param>
    /// <param name="load">What of the outbox.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<(OutboxPeer? Peer, List<OutboxRow> Rows)> LoadAsync(long peerId, OutboxLoad load, CancellationToken ct)
    {
        var which = load.Objects is null ? "and o.id > @After and o.object_key <> all(@held)" : "and o.object_key = any(@objects)";
        var parameters = new { peerId, load.After, before = load.SupersededBefore, known = load.Known.ToArray(), held = load.Held.ToArray(), objects = load.Objects ?? [], load.Limit };
        return await RunAsync(
            async connection =>
            {
                await using var results = await connection.QueryMultipleAsync(
                    new CommandDefinition($"{PeerSql}{RowColumns} {which} order by o.id limit @Limit", parameters, cancellationToken: ct));
                var peer = await results.ReadSingleOrDefaultAsync<OutboxPeer>();
                var receivers = await results.ReadAsync<(string Module, string Url)>();
                peer?.Receivers = receivers.ToDictionary(static r => r.Module, static r => r.Url, StringComparer.Ordinal);
                return (peer, (await results.ReadAsync<OutboxRow>()).AsList());
            },
            ct);
    }

    /// <summary>Writes down what became of messages; in effect once however often it runs. Rows that are gone meanwhile stay gone.</summary>
    public Task SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken ct)
    {
        const string Sql = """
            with settled as (
                select * from unnest(@ids, @kinds, @attempts, @nexts, @errors) as s (id, kind, attempts, next_attempt_at, error)),
            gone as (
                delete from ocpp.ocpi_outbox o using settled s where o.id = s.id and s.kind = 1)
            update ocpp.ocpi_outbox o
            set attempts = s.attempts, next_attempt_at = s.next_attempt_at, last_error = coalesce(s.error, o.last_error),
                refresh = o.refresh or s.kind = 3, status = case when s.kind = 4 then 'DEAD' else 'PENDING' end
            from settled s where o.id = s.id and s.kind <> 1
            """;
        var parameters = new
        {
            ids = settlements.Select(static s => s.Id).ToArray(),
            kinds = settlements.Select(static s => (short)s.Kind).ToArray(),
            attempts = settlements.Select(static s => s.Attempts).ToArray(),
            nexts = settlements.Select(static s => s.NextAttemptAt.ToUniversalTime()).ToArray(),
            errors = settlements.Select(static s => s.Error).ToArray(),
        };
        return RunAsync(connection => connection.ExecuteAsync(new CommandDefinition(Sql, parameters, cancellationToken: ct)), ct);
    }

    /// <summary>Counts an attempt before it is made: a POST that was cut off must be known as one that may have arrived.</summary>
    public Task BeginAsync(long id, int attempts, CancellationToken ct) =>
        RunAsync(
            connection => connection.ExecuteAsync(new CommandDefinition(
                "update ocpp.ocpi_outbox set attempts = @attempts, last_error = 'The answer to this attempt is not known.' where id = @id", new { id, attempts }, cancellationToken: ct)),
            ct);

    /// <summary>Gives up what has waited too long, a part at a time, and forgets the dead of long ago; how many died.</summary>
    public Task<int> SweepAsync(DateTimeOffset oldest, DateTimeOffset oldestDead, CancellationToken ct)
    {
        const string Sql = """
            delete from ocpp.ocpi_outbox where id in (
                select id from ocpp.ocpi_outbox where status = 'DEAD' and created_at < @oldestDead order by id limit 5000 for update skip locked);
            with late as (
                select o.id from ocpp.ocpi_outbox o where o.status = 'PENDING' and o.created_at < @oldest order by o.id limit 5000 for update skip locked),
            dead as (
                update ocpp.ocpi_outbox o
                set status = 'DEAD', last_error = coalesce(o.last_error, 'It was never tried: the peer could not be reached in all that time.')
                from late where o.id = late.id
                returning 1)
            select count(*)::int from dead
            """;
        return RunAsync(connection => connection.ExecuteScalarAsync<int>(new CommandDefinition(Sql, new { oldest, oldestDead }, cancellationToken: ct)), ct);
    }

    /// <summary>Messages that wait and that are dead, in all; each counted up to 100,000.</summary>
    public Task<(long Waiting, long Dead)> CountAsync(CancellationToken ct) =>
        RunAsync(
            connection => connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
                """
                select (select count(*) from (select 1 from ocpp.ocpi_outbox where status = 'PENDING' limit 100000) w),
                       (select count(*) from (select 1 from ocpp.ocpi_outbox where status = 'DEAD' limit 100000) d)
                """,
                cancellationToken: ct)),
            ct);

    public void Dispose() => _gate.Dispose();

    internal async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var connection = await database.OpenAsync(ct);
            return await work(connection);
        }
        finally
        {
            _gate.Release();
        }
    }
}

/// <summary>What of a peer's outbox to load.</summary>
public sealed record OutboxLoad
{
    /// <summary>Rows behind this id; for a general load.</summary>
    public long After { get; init; }

    /// <summary>Only these objects, whatever <see cref="After"/> and <see cref="Held"/> say; null for a general load.</summary>
    public string[]? Objects { get; init; }

    /// <summary>Ids not to load.</summary>
    public IReadOnlyCollection<long> Known { get; init; } = [];

    /// <summary>Objects not to load.</summary>
    public IReadOnlyCollection<string> Held { get; init; } = [];

    /// <summary>Older messages may give way to newer ones.</summary>
    public DateTimeOffset SupersededBefore { get; init; }

    public int Limit { get; init; } = 64;
}
