using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>A session and the transaction that it is.</summary>
/// <param name="PeerId">Who pays.</param>
/// <param name="TransactionId"><c>ocpp.csms_transactions.id</c>.</param>
/// <param name="OcppId">What the station calls the transaction.</param>
/// <param name="HasEnded">Nothing can be asked of it any more.</param>
/// <param name="TakesProfiles">The EVSE is CHARGING_PROFILE_CAPABLE.</param>
public sealed record SessionPlace(
    long? PeerId, int TransactionId, StationId Station, string OcppId, Outlet Outlet, string? ChargerId, string? EvseUid, bool HasEnded, bool TakesProfiles);

/// <summary>Finds the transaction behind a session.</summary>
public sealed class SessionPlaces(NpgsqlDataSource database)
{
    private const string Columns =
        """
        select s.peer_id, t.id, t.identity, case when t.ocpp_version = 'OCPP1.6' then t.id::text else t.reference end, t.evse_id, t.connector_id,
               p.charger_id, p.evse_uid, t.stopped_at is not null,
               coalesce((select 'CHARGING_PROFILE_CAPABLE' = any(e.capabilities) or e.capabilities = '{}' from ocpp.ocpi221_evses e
                         where e.partner_operation_id = $1 and e.uid = p.evse_uid), true)
        """;

    private const string Place =
        """
        left join lateral (
            select charger_id, evse_uid from ocpp.ocpi_ocpp_topologies o
            where o.partner_operation_id = $1 and o.identity = t.identity and o.evse_uid is not null
              and coalesce(o.evse_id, o.connector_id) = coalesce(t.evse_id, t.connector_id) limit 1) p on true
        """;

    /// <summary>Null when the CPO has no such session, or one that no transaction belongs to. Ids are CiStrings in 2.2.1, and ours are in lower case.</summary>
    public Task<SessionPlace?> FindAsync(Party party, string sessionId, CancellationToken ct) => ReadAsync(
        party,
        $"""
        {Columns}
        from ocpp.ocpi_sessions s join ocpp.csms_transactions t on t.id = s.transaction_id and t.organization_id = $2 {Place}
        where s.partner_operation_id = $1 and s.id = $3
        """,
        new NpgsqlParameter<string> { TypedValue = party.Version == OcpiVersion.V211 ? sessionId : sessionId.ToLowerInvariant() },
        ct);

    /// <summary>The transaction of a command.</summary>
    public Task<SessionPlace?> FindAsync(Party party, int transactionId, CancellationToken ct) => ReadAsync(
        party,
        $"""
        {Columns}
        from ocpp.csms_transactions t left join ocpp.ocpi_sessions s on s.transaction_id = t.id {Place}
        where t.id = $3 and t.organization_id = $2 and t.partner_operation_id = $1
        """,
        new NpgsqlParameter<int> { TypedValue = transactionId },
        ct);

    private async Task<SessionPlace?> ReadAsync(Party party, string sql, NpgsqlParameter key, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = party.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = party.OrganizationId });
        command.Parameters.Add(key);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new SessionPlace(
                row.IsDBNull(0) ? null : row.GetInt64(0),
                row.GetInt32(1),
                new StationId(party.OrganizationId, row.GetString(2)),
                row.GetString(3),
                new Outlet(row.IsDBNull(4) ? null : row.GetInt32(4), row.IsDBNull(5) ? null : row.GetInt32(5)),
                row.IsDBNull(6) ? null : row.GetString(6),
                row.IsDBNull(7) ? null : row.GetString(7),
                row.GetBoolean(8),
                row.GetBoolean(9))
            : null;
    }
}
