using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>A message of the outbox, as people see it.</summary>
public sealed record OutboxItem(
    long Id, long PeerId, string CountryCode, string PartyId, string Module, string ObjectKey, string Method, string Path, string Status, int Attempts,
    DateTimeOffset NextAttemptAt, string? LastError, DateTimeOffset CreatedAt);

/// <summary>What people may see of the outbox of their parties, and do with it.</summary>
public sealed class OutboxView(LabDatabase database, IEnumerable<IWholeObject> objects)
{
    private readonly string[] _whole = [.. objects.Select(static o => o.Module)];

    /// <summary>The messages of a party, oldest first; null when the organization has no such party.</summary>
    /// <param name="party">Which party.</param>
    /// <param name="status"><c>PENDING</c> or <c>DEAD</c>; null for both.</param>
    /// <param name="peerId">Null for all.</param>
    /// <param name="offset">Rows to skip.</param>
    /// <param name="limit">Rows to read.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<(IReadOnlyList<OutboxItem> Items, long Total)?> ListAsync(
        PartyKey party, string? status, long? peerId, long offset, int limit, CancellationToken ct)
    {
        const string Where = """
            from ocpp.ocpi_outbox o join ocpp.ocpi_peers p on p.id = o.peer_id
            where o.partner_operation_id = @Id and o.status = any(@statuses) and (@peerId::bigint is null or o.peer_id = @peerId)
            """;
        const string Sql = $"""
            {Owned}
            select count(*) {Where};
            select o.id, o.peer_id, p.country_code, p.party_id, o.module, o.object_key, o.method, o.path, o.status, o.attempts, o.next_attempt_at, o.last_error, o.created_at
            {Where} order by o.id limit @limit offset @offset
            """;
        string[] statuses = status is null ? ["PENDING", "DEAD"] : [status];
        await using var connection = await database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(
            new CommandDefinition(Sql, new { party.OrganizationId, party.RoleName, party.Id, statuses, peerId, offset, limit }, cancellationToken: ct));
        if (!await results.ReadSingleAsync<bool>())
            return null;
        var total = await results.ReadSingleAsync<long>();
        return ([.. await results.ReadAsync<OutboxItem>()], total);
    }

    /// <summary>
    /// Tries messages again at once, dead ones with a fresh start: a PUT or PATCH becomes a PUT of the object as it is now, because newer states
    /// may have been delivered since. How many; null when the organization has no such party.
    /// </summary>
    /// <param name="party">Which party.</param>
    /// <param name="message">One message; null for all dead ones.</param>
    /// <param name="peerId">Of one peer; null for all.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<int?> RetryAsync(PartyKey party, long? message, long? peerId, CancellationToken ct)
    {
        const string Sql = $"""
            {Owned}
            with retried as (
                update ocpp.ocpi_outbox o
                set status = 'PENDING', attempts = 0, next_attempt_at = now(),
                    created_at = case when o.status = 'DEAD' then now() else o.created_at end,
                    refresh = o.refresh or (o.status = 'DEAD' and o.method in ('PUT', 'PATCH') and o.module = any(@whole))
                where o.partner_operation_id = @Id and (@peerId::bigint is null or o.peer_id = @peerId)
                  and case when @message::bigint is null then o.status = 'DEAD' else o.id = @message end
                  and exists (select 1 from ocpp.partner_operations where id = @Id and organization_id = @OrganizationId and role = @RoleName)
                returning o.peer_id),
            told as (select pg_notify(@channel, peer_id || '!') from (select distinct peer_id from retried) r)
            select (select count(*) from retried)::int from (select count(*) from told) t
            """;
        return await ChangeAsync(Sql, new { party.OrganizationId, party.RoleName, party.Id, message, peerId, whole = _whole, channel = OutboxWorker.NoticeChannel }, ct);
    }

    /// <summary>Takes a message out; it is not delivered any more. How many; null when the organization has no such party.</summary>
    public Task<int?> DeleteAsync(PartyKey party, long message, CancellationToken ct) =>
        ChangeAsync(
            $"""
            {Owned}
            with gone as (
                delete from ocpp.ocpi_outbox o
                where o.id = @message and o.partner_operation_id = @Id
                  and exists (select 1 from ocpp.partner_operations where id = @Id and organization_id = @OrganizationId and role = @RoleName)
                returning 1)
            select count(*)::int from gone
            """,
            new { party.OrganizationId, party.RoleName, party.Id, message },
            ct);

    /// <summary>Queues everything for one peer (<see cref="FullPush"/>); null when the organization has no such party with that peer.</summary>
    public Task<int?> PushAllAsync(PartyKey party, long peerId, CancellationToken ct) =>
        database.WriteAsync<int?>(
            async tx =>
            {
                var isOwned = await tx.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
                    """
                    select exists (
                        select 1 from ocpp.ocpi_peers p join ocpp.partner_operations o on o.id = p.partner_operation_id
                        where p.id = @peerId and o.id = @Id and o.organization_id = @OrganizationId and o.role = @RoleName and o.deleted_at is null)
                    """,
                    new { party.OrganizationId, party.RoleName, party.Id, peerId },
                    tx,
                    cancellationToken: ct));
                return isOwned ? await FullPush.QueueAsync(tx, party.Id, peerId, ct) : null;
            },
            ct);

    private const string Owned = """
        select exists (select 1 from ocpp.partner_operations where id = @Id and organization_id = @OrganizationId and role = @RoleName and deleted_at is null);
        """;

    private async Task<int?> ChangeAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
        var isOwned = await results.ReadSingleAsync<bool>();
        var changed = await results.ReadSingleAsync<int>();
        return isOwned ? changed : null;
    }
}
