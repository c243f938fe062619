using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Commands;

namespace Voltbench.Lab.Chargers;

/// <summary>
/// Changes the behavior of a charger, of some, or of a whole location in one statement: rows and the signal to their nodes commit together, so that the order
/// is kept whatever happens after the answer. Each behavior that occurs is merged once, however many chargers have it.
/// </summary>
public sealed class BehaviorOrders(NpgsqlDataSource database)
{
    private const string Stopped = "The charger is stopped.";
    private const string Unknown = "The location has no such charger.";

    private const string Sql =
        """
        with found as (
            select key, id, identity, ocpp_version, location_id, created_at, behavior, desired = 'running' as runs
            from ocpp.chargers
            where organization_id = $1 and desired <> 'deleted'
              and ($2::uuid is null or location_id = $2) and ($3::text is null or id = $3) and ($4::text[] is null or id = any($4))
            order by key
            for no key update),
        merged as materialized (
            select behavior, case when $5::jsonb is null then '{}'::jsonb else ocpp.merge_patch(behavior, $5) end as next
            from (select distinct behavior from found) each),
        changed as (
            update ocpp.chargers c
            set behavior = m.next, seed = coalesce($6, c.seed), generation = c.generation + 1, updated_at = now()
            from found f join merged m on m.behavior = f.behavior
            where c.key = f.key and f.runs and f.ocpp_version = any($7)
            returning c.key, c.location_id),
        told as (
            select pg_notify('voltbench_fleet', what)
            from (select distinct case when (select count(*) from changed) <= 16 then 'charger:' || key else 'location:' || location_id end as what from changed) signal)
        select f.id, f.identity, f.ocpp_version, f.runs, (select count(*) from told) from found f order by f.created_at, f.key
        """;

    private static readonly string[] Versions = ["OCPP1.6", "OCPP2.0.1"];

    /// <summary>One receipt per targeted charger, in order of creation; null when the organization has no such charger or location.</summary>
    public async Task<IReadOnlyList<CommandReceipt>?> ApplyAsync(Guid organizationId, CommandTarget target, BehaviorPatch patch, CancellationToken ct)
    {
        var refusals = Versions.ToDictionary(static v => v, patch.RefuseFor, StringComparer.OrdinalIgnoreCase);
        await using var connection = await database.OpenConnectionAsync(ct);
        if (target.LocationId is { } location && !await ExistsAsync(connection, organizationId, location, ct))
            return null;

        var receipts = new List<CommandReceipt>();
        await using (var command = Command(connection, organizationId, target, patch, [.. Versions.Where(v => refusals[v] is null)]))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var version = reader.GetString(2);
                receipts.Add(new CommandReceipt(reader.GetString(0), reader.GetString(1), version, reader.GetBoolean(3) ? refusals.GetValueOrDefault(version) : Stopped));
            }
        }

        if (target.LocationId is null && receipts.Count == 0)
            return null;
        if (target.ChargerIds is { } wanted)
        {
            var known = receipts.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            receipts.AddRange(wanted.Distinct(StringComparer.Ordinal).Where(id => !known.Contains(id)).Select(id => new CommandReceipt(id, null, null, Unknown)));
        }

        return receipts;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, Guid organizationId, CommandTarget target, BehaviorPatch patch, string[] versions) =>
        new(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = organizationId },
                Nullable(target.LocationId, NpgsqlDbType.Uuid),
                Nullable(target.ChargerId, NpgsqlDbType.Text),
                Nullable(target.ChargerIds?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
                Nullable(patch.ToSql(), NpgsqlDbType.Jsonb),
                Nullable(patch.Settings.Seed, NpgsqlDbType.Bigint),
                new NpgsqlParameter<string[]> { TypedValue = versions },
            },
        };

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, Guid organizationId, Guid location, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select exists (select from ocpp.locations where organization_id = $1 and id = $2)", connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = organizationId }, new NpgsqlParameter<Guid> { TypedValue = location } },
        };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
