using Npgsql;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Lab.Fleet;

/// <summary>What the reconciler writes about chargers. Statements over many go in key order, so that two of them cannot wait for each other.</summary>
internal sealed class FleetRows(NpgsqlDataSource database)
{
    /// <summary>The runtime of chargers that are not to run: a node that died may have left them as connected.</summary>
    public async Task MarkStoppedAsync(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return;

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            insert into ocpp.charger_runtime as r (charger_key, connection)
            select c.key, 'stopped' from ocpp.chargers c where c.key = any($1) order by c.key
            on conflict (charger_key) do update set
                connection = 'stopped', boot_status = null, connected_since = null, connectors = '[]', updated_at = now()
            where r.connection <> 'stopped' or r.boot_status is not null
            returning charger_key
            """,
            connection,
            transaction);
        command.Parameters.Add(Longs(keys));
        var marked = new List<long>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                marked.Add(reader.GetInt64(0));
        }

        if (marked.Count > 0)
            await ChargerSites.StoppedAsync(transaction, marked, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Chargers whose rows make no charger: FAILED, with the reason.</summary>
    public async Task MarkUnfitAsync(IReadOnlyCollection<(long Key, string Reason)> unfit, CancellationToken ct)
    {
        if (unfit.Count == 0)
            return;

        await using var command = database.CreateCommand(
            """
            with locked as (select key from ocpp.chargers where key = any($1) order by key for no key update)
            update ocpp.chargers c set status = 'FAILED',
                error = jsonb_build_object('code', 'not_simulable', 'message', u.reason, 'retryable', false)
            from locked l join unnest($1::bigint[], $2::text[]) as u (key, reason) on u.key = l.key
            where c.key = l.key
            """);
        command.Parameters.Add(Longs(unfit.Select(u => u.Key)));
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = unfit.Select(u => u.Reason).ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Removes chargers that are to be deleted; state, outbox and runtime go with them, and what OCPI tells of them changes. Frames stay until their retention:
    /// nobody can reach them, because the log is found through the charger's row. Answers the jobs that lost a charger.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> DeleteAsync(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            with locked as (select key from ocpp.chargers where key = any($1) and desired = 'deleted' order by key for update),
            gone as (delete from ocpp.chargers c using locked l where c.key = l.key returning c.key, c.id, c.job_id),
            runtime as (delete from ocpp.charger_runtime r using gone g where r.charger_key = g.key)
            select g.id, g.job_id, exists (select from ocpp.ocpi_ocpp_topologies t where t.charger_id = g.id) from gone g
            """,
            connection,
            transaction);
        command.Parameters.Add(Longs(keys));
        var jobs = new HashSet<Guid>();
        var sited = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                if (!reader.IsDBNull(1))
                    jobs.Add(reader.GetGuid(1));
                if (reader.GetBoolean(2))
                    sited.Add(reader.GetString(0));
            }
        }

        if (sited.Count > 0)
            await ChargerSites.DeletedAsync(transaction, sited, ct);
        await transaction.CommitAsync(ct);
        return [.. jobs];
    }

    private static NpgsqlParameter Longs(IEnumerable<long> values) => new NpgsqlParameter<long[]> { TypedValue = values.ToArray() };
}
