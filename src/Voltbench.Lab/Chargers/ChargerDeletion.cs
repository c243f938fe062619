using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Fleet;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Chargers;

/// <summary>
/// Deletes chargers. The wish is stored first (<c>desired = 'deleted'</c>), so that whoever owns the shard ends the session cleanly, closes the
/// socket and removes the rows, on whichever node and after whatever crash. The caller waits for that; after <see cref="Patience"/> the rows go
/// regardless, and the node drops the charger when it finds them gone. Frames stay until their retention, but nobody can reach them any more.
/// </summary>
public sealed class ChargerDeletion
{
    /// <summary>How long a session may take to end: the farewell of the charger (5 s) and a little.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlDataSource _database;
    private readonly Reconciler _reconciler;
    private readonly FleetRows _rows;
    private readonly ProvisioningProgress _progress;
    private readonly TimeProvider _time;

    internal ChargerDeletion(NpgsqlDataSource database, Reconciler reconciler, FleetRows rows, ProvisioningProgress progress, TimeProvider time)
    {
        _database = database;
        _reconciler = reconciler;
        _rows = rows;
        _progress = progress;
        _time = time;
    }

    /// <summary>Deletes chargers of an organization.</summary>
    /// <param name="organizationId">Owner.</param>
    /// <param name="locationId">Only chargers of this location; null for any.</param>
    /// <param name="ids">Only these; null for all of the location.</param>
    /// <param name="ct">Stops waiting; what was asked for happens all the same.</param>
    /// <returns>The ids that existed and are gone now.</returns>
    public async Task<IReadOnlyList<string>> DeleteAsync(Guid organizationId, Guid? locationId, IReadOnlyCollection<string>? ids, CancellationToken ct)
    {
        var marked = await MarkAsync(organizationId, locationId, ids, ct);
        if (marked.Count == 0)
            return [];

        var keys = marked.Select(m => m.Key).ToArray();
        _reconciler.Work.Chargers(keys);
        if (!await WaitGoneAsync(keys, ct))
        {
            if (await _rows.DeleteAsync(keys, ct) is { Count: > 0 } jobs)
                await _progress.FinishJobsAsync(jobs, ct);
            _reconciler.Work.Chargers(keys);
        }

        return [.. marked.Select(m => m.Id)];
    }

    private async Task<List<(long Key, string Id)>> MarkAsync(Guid organizationId, Guid? locationId, IReadOnlyCollection<string>? ids, CancellationToken ct)
    {
        if (locationId is null && ids is null)
            throw new ArgumentException("All chargers of an organization at once is nobody's wish.", nameof(ids));

        await using var command = _database.CreateCommand(
            """
            with wanted as (
                select key from ocpp.chargers
                where organization_id = $1 and ($2::uuid is null or location_id = $2) and ($3::text[] is null or id = any($3))
                order by key for no key update),
            marked as (
                update ocpp.chargers c set desired = 'deleted', updated_at = now() from wanted w where c.key = w.key
                returning c.key, c.id, c.location_id),
            signals as (
                select pg_notify('voltbench_fleet', p) from (
                    select distinct case when (select count(*) from marked) > 16 then 'location:' || location_id else 'charger:' || key end as p from marked) s)
            select key, id, (select count(*) from signals) from marked order by key
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organizationId });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)locationId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)ids?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var marked = new List<(long, string)>();
        while (await reader.ReadAsync(ct))
            marked.Add((reader.GetInt64(0), reader.GetString(1)));
        return marked;
    }

    private async Task<bool> WaitGoneAsync(long[] keys, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        for (var pause = FirstLook; _time.GetElapsedTime(started) < Patience; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, _time, ct);
            await using var command = _database.CreateCommand("select exists (select from ocpp.chargers where key = any($1))");
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = keys });
            if (!(bool)(await command.ExecuteScalarAsync(ct))!)
                return true;
        }

        return false;
    }
}
