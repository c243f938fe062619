using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Simulation;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Keeps the status of EVSEs in step with the chargers of this node, as part of the commits of the runtime projection. What belongs to a charger is looked up at its
/// first view and remembered until it stops, with the status it has; so chargers that are no CPO's cost nothing, and others only when a status changes.
/// Not for use by several at a time.
/// </summary>
internal sealed class EvseStatusProjection(NpgsqlDataSource database)
{
    private const string Links =
        """
        select c.key, t.partner_operation_id, p.ocpi_version, t.ocpi_location_id, t.evse_uid, coalesce(t.connector_id, t.evse_id), coalesce(o.status, n.status)
        from unnest($1::bigint[]) k
        join ocpp.chargers c on c.key = k
        join ocpp.ocpi_ocpp_topologies t on t.charger_id = c.id
        join ocpp.partner_operations p on p.id = t.partner_operation_id
        left join ocpp.ocpi211_evses o on o.partner_operation_id = t.partner_operation_id and o.uid = t.evse_uid
        left join ocpp.ocpi221_evses n on n.partner_operation_id = t.partner_operation_id and n.uid = t.evse_uid
        where t.evse_uid is not null
        """;

    /// <summary>A charger that is switched off by its owner is out of service; one that is stopped for another reason is offline.</summary>
    private const string Wanted =
        """
        select u.party, u.location_id, u.uid, case when u.stopped and c.desired = 'stopped' then 'INOPERATIVE' else u.status end as status
        from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::bigint[]) as u (party, location_id, uid, status, stopped, key)
        left join ocpp.chargers c on u.stopped and c.key = u.key
        """;

    private static readonly string ChangeV211 = EvseStatusSql.Change(OcpiVersion.V211, Wanted);
    private static readonly string ChangeV221 = EvseStatusSql.Change(OcpiVersion.V221, Wanted);
    private static readonly Link[] None = [];

    private readonly Dictionary<long, Link[]> _known = [];

    /// <summary>What the views change; empty for most.</summary>
    public async Task<IReadOnlyList<Change>> FindChangesAsync(IReadOnlyList<ChargerView> views, CancellationToken ct)
    {
        var strange = views.Where(v => !_known.ContainsKey(v.Key)).Select(v => v.Key).ToArray();
        if (strange.Length > 0)
            await LearnAsync(strange, ct);
        List<Change>? changes = null;
        foreach (var view in views)
        {
            foreach (var link in _known[view.Key])
            {
                var isStopped = view.Connection == ConnectionState.Stopped;
                var status = EvseStatusMap.Of(view, link.Number);
                if (status != link.Status || isStopped)
                    (changes ??= []).Add(new Change(view.Key, link, status, isStopped));
            }
        }

        return changes ?? (IReadOnlyList<Change>)[];
    }

    /// <summary>Adds the statements to a batch that runs in one transaction.</summary>
    public static void Add(NpgsqlBatch batch, IReadOnlyList<Change> changes)
    {
        foreach (var version in changes.GroupBy(c => c.Link.Version))
        {
            var rows = version.ToList();
            var command = new NpgsqlBatchCommand(version.Key == OcpiVersion.V211 ? ChangeV211 : ChangeV221);
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(c => c.Link.Party)] });
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(c => c.Link.Location)] });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(c => c.Link.Uid)] });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(c => c.Status)] });
            command.Parameters.Add(new NpgsqlParameter<bool[]> { TypedValue = [.. rows.Select(c => c.IsStopped)] });
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(c => c.Key)] });
            batch.BatchCommands.Add(command);
        }
    }

    /// <summary>To be called after the commit of what was written of the views.</summary>
    public void Committed(IReadOnlyList<ChargerView> views, IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
            change.Link.Status = change.Status;
        foreach (var view in views)
        {
            // Another node may run it next, and change the status there.
            if (view.Connection == ConnectionState.Stopped)
                _known.Remove(view.Key);
        }
    }

    private async Task LearnAsync(long[] keys, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Links);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = keys });
        var found = new Dictionary<long, List<Link>>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                if (!OcpiVersions.TryParse(reader.GetString(2), out var version) || reader.IsDBNull(5) || reader.IsDBNull(6))
                    continue;
                if (!found.TryGetValue(reader.GetInt64(0), out var links))
                    found[reader.GetInt64(0)] = links = [];
                links.Add(new Link(reader.GetInt64(1), version, reader.GetGuid(3), reader.GetString(4), reader.GetInt32(5)) { Status = reader.GetString(6) });
            }
        }

        foreach (var key in keys)
            _known[key] = found.TryGetValue(key, out var links) ? [.. links] : None;
    }

    /// <summary>An EVSE behind a connector.</summary>
    internal sealed record Link(long Party, OcpiVersion Version, Guid Location, string Uid, int Number)
    {
        /// <summary>As it was last written or read.</summary>
        public required string Status { get; set; }
    }

    /// <summary>A status that is to be written.</summary>
    internal sealed record Change(long Key, Link Link, string Status, bool IsStopped);
}
