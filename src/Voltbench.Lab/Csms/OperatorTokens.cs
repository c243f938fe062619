using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>A token that was shown at a place of a CPO.</summary>
/// <param name="PartyId">The CPO.</param>
/// <param name="Uid">As the station read it.</param>
/// <param name="OcppType">Its type in 2.0.1; null in 1.6.</param>
/// <param name="LocationId">OCPI location; null when the charger has no place in OCPI.</param>
/// <param name="EvseUid">The EVSE, when the message tells the connector or the charger has only one.</param>
/// <param name="Purpose">What it is shown for.</param>
public sealed record PlacedToken(long PartyId, string Uid, string? OcppType, string? LocationId, string? EvseUid, TokenPurpose Purpose);

/// <summary>
/// What a token is worth at a charger of a CPO: a command of a peer that allows it comes first, then the transaction that runs under it, then what the
/// peer said in real time a moment ago, then the CPO's tokens. One round trip to the database before the tokens are asked.
/// </summary>
/// <param name="database">The lab's.</param>
/// <param name="book">The CPO's tokens.</param>
public sealed class OperatorTokens(NpgsqlDataSource database, Func<PlacedToken, CancellationToken, ValueTask<TokenVerdict>> book) : ITokenAuthority
{
    // A charger with one EVSE tells it by being asked.
    private const string Place =
        """
        select ocpi_location_id::text, evse_uid from ocpp.ocpi_ocpp_topologies t
        join ocpp.chargers c on c.id = t.charger_id
        where t.partner_operation_id = $3 and c.organization_id = $1 and c.identity = $2
          and ($4::integer is null or t.evse_id = $4) and ($5::integer is null or t.connector_id = $5)
        order by t.evse_uid nulls last limit 2
        """;

    // A permission is good for one transaction; while that runs it stays good for it, because stations send again what was not answered.
    private const string Permission =
        """
        select g.id, g.peer_id, g.authorization_reference, g.token::text, g.token ->> 'group_id' from ocpp.csms_grants g
        left join ocpp.csms_transactions t on t.id = g.transaction_id
        where g.organization_id = $1 and g.identity = $2 and g.partner_operation_id = $3 and lower(g.id_token) = lower($6)
          and ($4::integer is null or g.evse_id is null or g.evse_id = $4) and ($5::integer is null or g.connector_id is null or g.connector_id = $5)
          and ($7::integer is null or g.id = $7 or g.reservation_id is not null)
          and case when g.transaction_id is null then g.expires_at > now() else t.stopped_at is null and ($9::text is null or $9 in (t.id::text, t.reference)) end
        order by (g.id = $7) desc nulls last, (g.reservation_id = $8) desc nulls last, g.transaction_id nulls first, g.id desc limit 1
        """;

    private const string Running =
        """
        select peer_id, auth_method, authorization_reference, token::text from ocpp.csms_transactions
        where organization_id = $1 and identity = $2 and partner_operation_id = $3 and lower(id_token) = lower($6) and peer_id is not null
          and (id = $10::integer or reference = $9::text)
        limit 1
        """;

    public async ValueTask<TokenVerdict> DecideAsync(TokenQuestion question, CancellationToken stop)
    {
        string? location = null;
        string? evse = null;
        await using (var batch = database.CreateBatch())
        {
            foreach (var sql in (string[])[Permission, Running, Place])
                batch.BatchCommands.Add(Command(sql, question));
            await using var row = await batch.ExecuteReaderAsync(stop);
            if (await row.ReadAsync(stop))
            {
                return new TokenVerdict(TokenStatus.Accepted, row.IsDBNull(4) ? null : row.GetString(4))
                {
                    Grant = new TokenGrant(row.GetInt64(1), TokenMethod.Command, row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3)) { Number = row.GetInt32(0) },
                };
            }

            await row.NextResultAsync(stop);
            if (await row.ReadAsync(stop))
            {
                return new TokenVerdict(TokenStatus.Accepted)
                {
                    Grant = new TokenGrant(row.GetInt64(0), Method(row.GetString(1)), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)),
                };
            }

            if (question.Earlier is { } earlier)
                return earlier;
            await row.NextResultAsync(stop);
            var evses = 0;
            while (await row.ReadAsync(stop))
            {
                location = row.GetString(0);
                if (row.IsDBNull(1))
                    continue;
                evse = evses++ == 0 ? row.GetString(1) : null;
            }
        }

        return await book(new PlacedToken(question.OperatorId, question.Token, question.TokenType, location, evse, question.Purpose), stop);
    }

    private static NpgsqlBatchCommand Command(string sql, TokenQuestion question)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = question.Station.OrganizationId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = question.Station.Identity });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = question.OperatorId });
        command.Parameters.Add(Of(question.EvseId, NpgsqlDbType.Integer));
        command.Parameters.Add(Of(question.ConnectorId, NpgsqlDbType.Integer));
        if (sql == Place)
            return command;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ChangeSql.Text(question.Token)! });
        command.Parameters.Add(Of(question.RemoteStartId, NpgsqlDbType.Integer));
        command.Parameters.Add(Of(question.ReservationId, NpgsqlDbType.Integer));
        command.Parameters.Add(Of(ChangeSql.Text(question.TransactionId), NpgsqlDbType.Text));
        command.Parameters.Add(Of(
            int.TryParse(question.TransactionId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null, NpgsqlDbType.Integer));
        return command;
    }

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static TokenMethod Method(string name) => name switch
    {
        "COMMAND" => TokenMethod.Command,
        "AUTH_REQUEST" => TokenMethod.AuthRequest,
        _ => TokenMethod.Whitelist,
    };
}
