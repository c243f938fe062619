using Npgsql;
using NpgsqlTypes;
using Voltbench.Csms;
using Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Lab.Ocpi.Commands;

/// <content>START_SESSION.</content>
internal sealed partial class CommandExecution
{
    private async Task<CommandEnd?> StartAsync(CommandRow row, CancellationToken ct)
    {
        CommandPlace? place;
        CommandEnd? refusal;
        RemoteToken token;
        int? grant;
        do
        {
            (place, refusal) = await ChooseAsync(row, "REMOTE_START_STOP_CAPABLE", ct);
            if (place is null)
                return refusal;
            token = StationTokens.Of(row.Order, place.IsV16);
            grant = await AllowAsync(row, place, token, ct);
        }
        while (grant is null); // another command was faster: one less is free

        await NoteAsync(row, place, ct);
        var outcome = await remote.ExecuteAsync(place.Station, new StartTransactionRemotely(token, place.Outlet, grant.Value), ct);
        if (outcome.IsAccepted)
            return CommandEnd.Accepted;

        // A card stays good for its time: the driver may go on with it at the station (2.2.1, StartSession). The rest has nobody left to show it.
        if (outcome.Kind != CallOutcomeKind.NoAnswer && row.Order.TokenType != "RFID")
            await WithdrawAsync(grant.Value, ct);
        if (outcome.Status is null)
            return Unanswered(outcome);
        return await WhyNotAsync(row, place, ct);
    }

    /// <summary>The EVSE of the command; one that is free when the peer leaves the choice to us.</summary>
    private async Task<(CommandPlace? Place, CommandEnd? Refusal)> ChooseAsync(CommandRow row, string capability, CancellationToken ct)
    {
        if (row.Order.LocationId is not { } location || await places.OfLocationAsync(row.Party, location, ct) is not { } found)
            return (null, Gone);
        if (row.Order.EvseUid is { } uid)
            return CommandPlaces.Find(row.Party, found, uid) is { } named ? (named, null) : (null, Gone);
        var able = found.Where(p => p.Can(capability)).ToList();
        if ((able.Find(p => p is { IsFree: true, Status: "AVAILABLE" }) ?? able.Find(p => p.IsFree)) is { } free)
            return (free, null);
        return (null, able.All(p => p.IsInoperative)
            ? new CommandEnd(CommandResultType.EvseInoperative, "No EVSE of the location works.")
            : new CommandEnd(CommandResultType.EvseOccupied, "No EVSE of the location is free."));
    }

    /// <summary>What a station that says Rejected does not tell.</summary>
    private async Task<CommandEnd> WhyNotAsync(CommandRow row, CommandPlace asked, CancellationToken ct)
    {
        var now = await places.OfLocationAsync(row.Party, row.Order.LocationId!, ct) is { } found ? CommandPlaces.Find(row.Party, found, asked.EvseUid) : null;
        return now switch
        {
            { IsBusy: true } or { Status: "CHARGING" or "BLOCKED" } => new CommandEnd(CommandResultType.EvseOccupied, "A session is running there."),
            null or { IsInoperative: true } => new CommandEnd(CommandResultType.EvseInoperative, "The EVSE does not work."),
            _ => new CommandEnd(CommandResultType.Rejected, "The charge point does not start a session."),
        };
    }

    /// <summary>
    /// Allows the token of a START_SESSION. Where we chose the EVSE, only if nobody else was allowed there meanwhile; where the peer did, the station decides.
    /// </summary>
    private async Task<int?> AllowAsync(CommandRow row, CommandPlace place, RemoteToken token, CancellationToken ct)
    {
        var expiry = time.GetUtcNow() + TimeSpan.FromSeconds(options.TokenSeconds);
        await using var connection = await database.OpenConnectionAsync(ct);
        if (row.Order.EvseUid is not null)
            return await GrantAsync(connection, row, place, token, expiry, reservationId: null, isExclusive: false, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, $2))", connection);
        turn.Parameters.Add(new NpgsqlParameter<string> { TypedValue = place.Station.Identity });
        turn.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.Party.Id });
        await turn.ExecuteNonQueryAsync(ct);
        var grant = await GrantAsync(connection, row, place, token, expiry, reservationId: null, isExclusive: true, ct);
        await transaction.CommitAsync(ct);
        return grant;
    }

    /// <summary>A permission for the token at the station; its number is the remoteStartId.</summary>
    private static async Task<int?> GrantAsync(
        NpgsqlConnection connection, CommandRow row, CommandPlace place, RemoteToken token, DateTimeOffset expiry, int? reservationId, bool isExclusive, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand(
            """
            with replaced as (update ocpp.csms_grants set expires_at = least(expires_at, now()) where reservation_id = $10 and transaction_id is null)
            insert into ocpp.csms_grants (organization_id, identity, partner_operation_id, peer_id, id_token, evse_id, connector_id, token, authorization_reference,
                                          reservation_id, expires_at)
            select $1, $2, $3, $4, $5, $6, $7, $8::json, $9, $10, $11
            where not $12 or not exists (
                select from ocpp.csms_grants g
                where g.organization_id = $1 and g.identity = $2 and coalesce(g.evse_id, g.connector_id) = coalesce($6::integer, $7::integer)
                  and g.transaction_id is null and g.reservation_id is null and g.expires_at > now() and g.created_at > now() - interval '30 s')
            returning id
            """,
            connection);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = place.Station.OrganizationId });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = place.Station.Identity });
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.Party.Id });
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.PeerId });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = token.Token });
        insert.Parameters.Add(Number(place.Outlet.EvseId));
        insert.Parameters.Add(Number(place.IsV16 ? place.Outlet.ConnectorId : null));
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Order.Token?.GetRawText() ?? "{}" });
        insert.Parameters.Add(new NpgsqlParameter { Value = (object?)row.Order.AuthorizationReference ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        insert.Parameters.Add(Number(reservationId));
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = expiry.UtcDateTime });
        insert.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isExclusive });
        return await insert.ExecuteScalarAsync(ct) as int?;
    }

    private async Task WithdrawAsync(int grant, CancellationToken ct)
    {
        await using var update = database.CreateCommand("update ocpp.csms_grants set expires_at = now() where id = $1 and transaction_id is null");
        update.Parameters.Add(new NpgsqlParameter<int> { TypedValue = grant });
        await update.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Number(int? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };
}
