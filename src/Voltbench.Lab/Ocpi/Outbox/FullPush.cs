using Dapper;
using Npgsql;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>
/// Queues every location and tariff of a party for one peer, each as it is when its turn comes. What the peer was still to be told of them is part
/// of that and gives way. The standard leaves the first sync to the peer (2.2.1 mod_locations, Interfaces: the sender interface); this is for those who cannot pull.
/// </summary>
public static class FullPush
{
    /// <summary>In the caller's transaction; how many objects were queued. A peer without receivers gets none.</summary>
    public static Task<int> QueueAsync(NpgsqlTransaction transaction, long partyId, long peerId, CancellationToken ct)
    {
        // Tariffs first: connectors name them.
        const string Sql = """
            with objects as (
                select 1 as turn, 'tariffs' as module, 'tariff:' || t.id as object_key from ocpp.ocpi_tariffs t where t.partner_operation_id = @partyId
                union all
                select 2, 'locations', 'location:' || l.id from ocpp.ocpi_locations l where l.partner_operation_id = @partyId and l.deleted_at is null),
            queued as (
                insert into ocpp.ocpi_outbox (partner_operation_id, peer_id, module, object_key, method, path, body, refresh)
                select p.partner_operation_id, p.id, o.module, o.object_key, 'PUT', '', 'null', true
                from ocpp.ocpi_peers p
                join ocpp.ocpi_peer_endpoints e on e.peer_id = p.id and e.role = 'RECEIVER'
                join objects o on o.module = e.module
                where p.id = @peerId and p.partner_operation_id = @partyId
                order by o.turn, o.object_key
                returning 1),
            told as (select pg_notify(@channel, @peerId::text))
            select (select count(*) from queued)::int from told
            """;
        return transaction.Connection!.ExecuteScalarAsync<int>(
            new CommandDefinition(Sql, new { partyId, peerId, channel = OutboxWorker.NoticeChannel }, transaction, cancellationToken: ct));
    }
}
