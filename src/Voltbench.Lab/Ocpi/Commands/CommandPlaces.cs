using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>An EVSE of a CPO and the connector of the charger that it is.</summary>
/// <param name="Status">Of OCPI, as peers see it.</param>
/// <param name="IsBusy">A transaction runs there.</param>
/// <param name="IsTaken">It is reserved, or a start is under way.</param>
public sealed record CommandPlace(
    string EvseUid, string ConnectorId, string ChargerId, StationId Station, bool IsV16, Outlet Outlet, string Status, IReadOnlyList<string> Capabilities, bool IsBusy, bool IsTaken)
{
    /// <summary>An EVSE without capabilities tells nothing of them.</summary>
    public bool Can(string capability) => Capabilities.Count == 0 || Capabilities.Contains(capability);

    /// <summary>Nothing can begin there until somebody has repaired it.</summary>
    public bool IsInoperative => Status is "INOPERATIVE" or "OUTOFORDER" or "PLANNED" or "REMOVED";

    public bool IsFree => !IsBusy && !IsTaken && Status is "AVAILABLE" or "UNKNOWN";
}

/// <summary>Finds the charger behind an EVSE, by the topology.</summary>
public sealed class CommandPlaces(NpgsqlDataSource database)
{
    /// <summary>The EVSEs of a location, removed ones left out, in their order; null when the CPO has no such location.</summary>
    public async Task<IReadOnlyList<CommandPlace>?> OfLocationAsync(Party party, string locationId, CancellationToken ct)
    {
        if (!Guid.TryParse(locationId, out var location))
            return null;
        var version = party.Version == OcpiVersion.V211 ? "211" : "221";
        await using var command = database.CreateCommand(
            $"""
            select t.evse_uid, coalesce(t.ocpi_connector_id, '1'), t.charger_id, t.identity, t.ocpp_version = 'OCPP1.6', t.evse_id, t.connector_id, e.status, e.capabilities,
                   exists (select from ocpp.csms_transactions x
                           where x.organization_id = l.organization_id and x.identity = t.identity and x.stopped_at is null
                             and coalesce(x.evse_id, x.connector_id) = coalesce(t.evse_id, t.connector_id)),
                   exists (select from ocpp.csms_reservations r
                           where r.organization_id = l.organization_id and r.identity = t.identity and r.status = 'ACTIVE' and r.expires_at > now()
                             and coalesce(r.evse_id, r.connector_id) = coalesce(t.evse_id, t.connector_id))
                   or exists (select from ocpp.csms_grants g
                              where g.organization_id = l.organization_id and g.identity = t.identity and g.transaction_id is null and g.reservation_id is null
                                and g.expires_at > now() and g.created_at > now() - interval '30 s'
                                and coalesce(g.evse_id, g.connector_id) = coalesce(t.evse_id, t.connector_id))
            from ocpp.ocpi_locations l
            left join ocpp.ocpi_ocpp_topologies t on t.partner_operation_id = l.partner_operation_id and t.ocpi_location_id = l.id and t.evse_uid is not null
            left join ocpp.ocpi{version}_evses e on e.partner_operation_id = l.partner_operation_id and e.uid = t.evse_uid
            where l.partner_operation_id = $1 and l.id = $2 and l.organization_id = $3 and l.deleted_at is null and coalesce(e.status, '') <> 'REMOVED'
            order by e.ordinal
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = party.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = location });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = party.OrganizationId });
        await using var row = await command.ExecuteReaderAsync(ct);
        var places = new List<CommandPlace>();
        var exists = false;
        while (await row.ReadAsync(ct))
        {
            exists = true;
            if (row.IsDBNull(0) || row.IsDBNull(7))
                continue;
            places.Add(new CommandPlace(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                new StationId(party.OrganizationId, row.GetString(3)),
                row.GetBoolean(4),
                new Outlet(row.IsDBNull(5) ? null : row.GetInt32(5), row.IsDBNull(6) ? null : row.GetInt32(6)),
                row.GetString(7),
                row.GetFieldValue<string[]>(8),
                row.GetBoolean(9),
                row.GetBoolean(10)));
        }

        return exists ? places : null;
    }

    /// <summary>The EVSE of that uid. Identifiers are CiStrings in 2.2.1, plain strings in 2.1.1.</summary>
    public static CommandPlace? Find(Party party, IReadOnlyList<CommandPlace> places, string evseUid) => places.FirstOrDefault(p => Same(party, p.EvseUid, evseUid));

    public static bool Same(Party party, string one, string other) =>
        one.Equals(other, party.Version == OcpiVersion.V211 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
}
