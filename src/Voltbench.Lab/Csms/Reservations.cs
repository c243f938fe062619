using Npgsql;
using NpgsqlTypes;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>What is to be reserved.</summary>
/// <param name="Station">Where.</param>
/// <param name="Token">For whom.</param>
/// <param name="Expiry">Until when.</param>
/// <param name="Outlet">Null: any of the station.</param>
public sealed record ReservationRequest(StationId Station, RemoteToken Token, DateTimeOffset Expiry, Outlet? Outlet)
{
    /// <summary>The CPO whose charger it is.</summary>
    public long? PartyId { get; init; }

    /// <summary>Who asked for it.</summary>
    public long? PeerId { get; init; }

    /// <summary>What the peer calls it; the same name again replaces what it named.</summary>
    public string? OcpiId { get; init; }

    /// <summary>Where the peer hears that the station gave it up.</summary>
    public string? ResponseUrl { get; init; }
}

/// <summary>A reservation that this CSMS gave a number.</summary>
/// <param name="Status">PENDING, ACTIVE, USED, EXPIRED, CANCELLED or REFUSED.</param>
/// <param name="Outlet">Both null: any of the station.</param>
public sealed record Reservation(int Id, StationId Station, string Status, Outlet Outlet);

/// <summary>
/// The reservations of the built-in CSMS. A number is its own and never given twice, so that no peer can touch what another reserved (OCPI 2.2.1,
/// ReserveNow).
/// </summary>
public sealed class Reservations(NpgsqlDataSource database, RemoteOperations remote)
{
    /// <summary>Gives the reservation its number; one of the same peer and name keeps the number it has.</summary>
    public async Task<int> PrepareAsync(ReservationRequest request, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            insert into ocpp.csms_reservations as r
                (organization_id, identity, partner_operation_id, peer_id, ocpi_reservation_id, evse_id, connector_id, id_token, status, expires_at, response_url)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'PENDING', $9, $10)
            on conflict (partner_operation_id, peer_id, ocpi_reservation_id) do update set
                evse_id = excluded.evse_id, connector_id = excluded.connector_id, id_token = excluded.id_token, expires_at = excluded.expires_at,
                organization_id = excluded.organization_id, identity = excluded.identity, response_url = excluded.response_url,
                status = case when r.status = 'ACTIVE' then r.status else excluded.status end
            returning id
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.Station.OrganizationId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Station.Identity });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)request.PartyId ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)request.PeerId ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)request.OcpiId ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = (object?)request.Outlet?.EvseId ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = (object?)request.Outlet?.ConnectorId ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ChangeSql.Text(request.Token.Token)! });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = request.Expiry.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)request.ResponseUrl ?? DBNull.Value });
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Asks the station, and keeps what it says. A reservation that is refused when it was to be replaced stays as it was at the station.</summary>
    public async Task<RemoteOutcome> ReserveAsync(int id, ReservationRequest request, CancellationToken ct)
    {
        var outcome = await remote.ExecuteAsync(request.Station, new ReserveOutlet(id, request.Token, request.Expiry, request.Outlet), ct);
        await SetAsync(id, request.Station, outcome.IsAccepted ? "ACTIVE" : "REFUSED", outcome.IsAccepted ? "PENDING" : "PENDING,ACTIVE", ct);
        return outcome;
    }

    /// <summary>Gives a reservation up.</summary>
    public async Task<RemoteOutcome> CancelAsync(Reservation reservation, CancellationToken ct)
    {
        var outcome = await remote.ExecuteAsync(reservation.Station, new CancelReservation(reservation.Id), ct);
        if (outcome.IsAccepted)
            await SetAsync(reservation.Id, reservation.Station, "CANCELLED", "PENDING,ACTIVE", ct);
        return outcome;
    }

    /// <summary>The reservation of a peer; null when it has none of that name.</summary>
    public async Task<Reservation?> FindAsync(long partyId, long peerId, string ocpiId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select id, organization_id, identity, case when status = 'ACTIVE' and expires_at <= now() then 'EXPIRED' else status end, evse_id, connector_id
            from ocpp.csms_reservations where partner_operation_id = $1 and peer_id = $2 and lower(ocpi_reservation_id) = lower($3)
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = partyId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = peerId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ChangeSql.Text(ocpiId)! });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new Reservation(row.GetInt32(0), new StationId(row.GetGuid(1), row.GetString(2)), row.GetString(3), Place(row)) : null;
    }

    private static Outlet Place(NpgsqlDataReader row) => new(row.IsDBNull(4) ? null : row.GetInt32(4), row.IsDBNull(5) ? null : row.GetInt32(5));

    private async Task SetAsync(int id, StationId station, string status, string from, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with changed as (
                update ocpp.csms_reservations set status = $2
                where id = $1 and organization_id = $4 and identity = $5 and status = any(string_to_array($3, ',')) returning id)
            update ocpp.csms_grants g set expires_at = least(g.expires_at, now()) from changed
            where g.reservation_id = changed.id and g.transaction_id is null and $2 <> 'ACTIVE'
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = status });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = station.OrganizationId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = station.Identity });
        await command.ExecuteNonQueryAsync(ct);
    }
}
