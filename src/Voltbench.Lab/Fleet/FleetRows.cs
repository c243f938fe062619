using Npgsql;

namespace Voltbench.Lab.Fleet;

/// <summary>What the reconciler writes about chargers. Statements over many go in key order, so that two of them cannot wait for each other.</summary>
internal sealed class FleetRows(NpgsqlDataSource database)
{
    /// <summary>The runtime of chargers that are not to run: a node that died may have left them as connected.</summary>
    public async Task MarkStoppedAsync(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return;

        await using var command = database.CreateCommand(
            """
            insert into ocpp.charger_runtime as r (charger_key, connection)
            select c.key, 'stopped' from ocpp.chargers c where c.key = any($1) order by c.key
            on conflict (charger_key) do update set
                connection = 'stopped', boot_status = null, connected_since = null, connectors = '[]', updated_at = now()
            where r.connection <> 'stopped' or r.boot_status is not null
            """);
        command.Parameters.Add(Longs(keys));
        await command.ExecuteNonQueryAsync(ct);
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
    /// Removes chargers that are to be deleted; state, outbox and runtime go with them. Frames stay until their retention: nobody can reach them,
    /// because the log is found through the charger's row. Answers the jobs that lost a charger.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> DeleteAsync(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with locked as (select key from ocpp.chargers where key = any($1) and desired = 'deleted' order by key for update),
            gone as (delete from ocpp.chargers c using locked l where c.key = l.key returning c.key, c.job_id),
            runtime as (delete from ocpp.charger_runtime r using gone g where r.charger_key = g.key)
            select distinct job_id from gone where job_id is not null
            """);
        command.Parameters.Add(Longs(keys));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var jobs = new List<Guid>();
        while (await reader.ReadAsync(ct))
            jobs.Add(reader.GetGuid(0));
        return jobs;
    }

    private static NpgsqlParameter Longs(IEnumerable<long> values) => new NpgsqlParameter<long[]> { TypedValue = values.ToArray() };
}
