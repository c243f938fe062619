using Dapper;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>A token of a simulated eMSP.</summary>
/// <param name="Allowed">What a CPO is told that asks in real time: <c>ALLOWED</c>, <c>BLOCKED</c>, <c>EXPIRED</c>, <c>NO_CREDIT</c>, <c>NOT_ALLOWED</c>.</param>
/// <param name="Body">The Token object of the party's version, JSON.</param>
public sealed record EmspToken(string Uid, string Type, string Allowed, string Body, DateTimeOffset LastUpdated);

/// <summary>The tokens of simulated eMSPs. A change is queued for every CPO with a receiver in the same transaction.</summary>
public sealed class EmspTokens(LabDatabase database)
{
    private const string Put =
        """
        insert into ocpp.ocpi_emsp_tokens (partner_operation_id, uid, type, allowed, body, last_updated)
        values (@EmspId, @Uid, @Type, @Allowed, @Body::json, @LastUpdated)
        on conflict (partner_operation_id, uid, type) do update set allowed = excluded.allowed, body = excluded.body, last_updated = excluded.last_updated;
        select ocpp.ocpi_push(@EmspId, 'tokens', 'token:' || @Type || ':' || @Uid, 'PUT', @Path, @Body)
        """;

    /// <summary>Stores a token and tells the CPOs. In the caller's transaction.</summary>
    /// <param name="path">Behind the receiver's URL.</param>
    public static Task PutAsync(NpgsqlTransaction transaction, long emspId, EmspToken token, string path, CancellationToken ct) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Put, new { EmspId = emspId, token.Uid, token.Type, token.Allowed, token.Body, token.LastUpdated, Path = path }, transaction, cancellationToken: ct));

    /// <summary>One token; null when there is none. Uids are compared without case (CiString).</summary>
    /// <param name="type">Null: of any type.</param>
    public async Task<EmspToken?> FindAsync(long emspId, string uid, string? type, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<EmspToken>(new CommandDefinition(
            """
            select uid, type, allowed, body::text as body, last_updated from ocpp.ocpi_emsp_tokens
            where partner_operation_id = @emspId and lower(uid) = lower(@uid) and (@type::text is null or type = @type) order by type
            """,
            new { emspId, uid, type },
            cancellationToken: ct));
    }

    /// <summary>One page in order of change, and the number of all.</summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    public async Task<(IReadOnlyList<EmspToken> Rows, long Total)> ListAsync(
        long emspId, DateTimeOffset? from, DateTimeOffset? to, long offset, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
            """
            select count(*) from ocpp.ocpi_emsp_tokens
            where partner_operation_id = @emspId and (@from::timestamptz is null or last_updated >= @from) and (@to::timestamptz is null or last_updated < @to);
            select uid, type, allowed, body::text as body, last_updated from ocpp.ocpi_emsp_tokens
            where partner_operation_id = @emspId and (@from::timestamptz is null or last_updated >= @from) and (@to::timestamptz is null or last_updated < @to)
            order by last_updated, uid, type offset @offset limit @limit
            """,
            new { emspId, from, to, offset, limit },
            cancellationToken: ct));
        var total = await results.ReadSingleAsync<long>();
        return ((await results.ReadAsync<EmspToken>()).AsList(), total);
    }
}
