using Dapper;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>
/// Which peers this gateway delivers to. A lease runs out by the clock of the database unless it is renewed, so that the peers of a gateway
/// that was killed are free again soon; one owner per peer is what keeps the order of its objects and bounds what it is sent at a time.
/// </summary>
public sealed class OutboxLeases(OutboxStore store, OutboxOptions options)
{
    private readonly Guid _owner = Guid.NewGuid();

    /// <summary>Takes the peers that have messages and no owner, at most so many.</summary>
    public Task<long[]> TakeAsync(int max, CancellationToken ct) => TakeAsync(null, max, ct);

    /// <summary>Takes these peers if they have no owner.</summary>
    public Task<long[]> TakeAsync(long[] peers, CancellationToken ct) => TakeAsync(peers, peers.Length, ct);

    /// <summary>Prolongs; the peers that are still ours.</summary>
    public Task<long[]> RenewAsync(long[] peers, CancellationToken ct) =>
        ReadAsync(
            """
            update ocpp.ocpi_outbox_leases set until = clock_timestamp() + make_interval(secs => @LeaseSeconds)
            where owner = @owner and peer_id = any(@peers) returning peer_id
            """,
            new { owner = _owner, peers, options.LeaseSeconds },
            ct);

    /// <summary>Gives peers back.</summary>
    public Task ReleaseAsync(long[] peers, CancellationToken ct) =>
        ReadAsync("delete from ocpp.ocpi_outbox_leases where owner = @owner and peer_id = any(@peers) returning peer_id", new { owner = _owner, peers }, ct);

    private Task<long[]> TakeAsync(long[]? peers, int max, CancellationToken ct) =>
        ReadAsync(
            """
            insert into ocpp.ocpi_outbox_leases as l (peer_id, owner, until)
            select p.id, @owner, clock_timestamp() + make_interval(secs => @LeaseSeconds)
            from ocpp.ocpi_peers p
            join ocpp.partner_operations o on o.id = p.partner_operation_id and o.deleted_at is null
            where (@peers::bigint[] is null or p.id = any(@peers))
              and exists (select 1 from ocpp.ocpi_outbox w where w.peer_id = p.id and w.status = 'PENDING')
              and not exists (select 1 from ocpp.ocpi_outbox_leases h where h.peer_id = p.id and h.until > clock_timestamp())
            order by p.id limit @max
            on conflict (peer_id) do update set owner = excluded.owner, until = excluded.until where l.until <= clock_timestamp()
            returning peer_id
            """,
            new { owner = _owner, peers, max, options.LeaseSeconds },
            ct);

    private Task<long[]> ReadAsync(string sql, object parameters, CancellationToken ct) =>
        store.RunAsync(async connection => (await connection.QueryAsync<long>(new CommandDefinition(sql, parameters, cancellationToken: ct))).ToArray(), ct);
}
