using Dapper;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Objects;

/// <summary>
/// Reads the tariffs, sessions and CDRs of a CPO as a peer may see them, oldest first (transport_and_format, Paginated Response): pages stay what they are
/// while new objects come. Tariffs are for every peer; sessions and CDRs only for the one that pays, as the text lets a CPO do (mod_cdrs, Pull model) and as
/// nobody else's business wants it.
/// </summary>
public sealed class ObjectReader(LabDatabase database)
{
    public Task<ObjectPage> TariffsAsync(long partyId, UpdatedWindow window, long offset, int limit, CancellationToken ct) =>
        ReadAsync("ocpp.ocpi_tariffs", "", "o.seq", partyId, null, window, offset, limit, ct);

    /// <param name="partyId">The CPO.</param>
    /// <param name="peerId">Who asks.</param>
    /// <param name="window">By their last change.</param>
    /// <param name="offset">Objects to skip.</param>
    /// <param name="limit">Objects at most.</param>
    /// <param name="ct">Of the request.</param>
    public Task<ObjectPage> SessionsAsync(long partyId, long peerId, UpdatedWindow window, long offset, int limit, CancellationToken ct) =>
        ReadAsync("ocpp.ocpi_sessions", OfPeer, "o.created_at, o.id", partyId, peerId, window, offset, limit, ct);

    /// <inheritdoc cref="SessionsAsync"/>
    public Task<ObjectPage> CdrsAsync(long partyId, long peerId, UpdatedWindow window, long offset, int limit, CancellationToken ct) =>
        ReadAsync("ocpp.ocpi_cdrs", OfPeer, "o.created_at, o.id", partyId, peerId, window, offset, limit, ct);

    /// <summary>A session of the peer as JSON; null when there is none. Ids are compared without case (CiString).</summary>
    public async Task<string?> FindSessionAsync(long partyId, long peerId, string id, CancellationToken ct)
    {
        const string Sql = """
            select o.body::text from ocpp.ocpi_sessions o
            where o.partner_operation_id = @partyId and o.peer_id = @peerId and lower(o.id) = lower(@id)
            """;
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(Sql, new { partyId, peerId, id }, cancellationToken: ct));
    }

    private const string OfPeer = "and o.peer_id = @peerId";

    private async Task<ObjectPage> ReadAsync(
        string table, string whose, string order, long partyId, long? peerId, UpdatedWindow window, long offset, int limit, CancellationToken ct)
    {
        var from = $"""
            from {table} o
            where o.partner_operation_id = @partyId {whose}
            {(window.From is null ? "" : "and o.last_updated >= @From")} {(window.To is null ? "" : "and o.last_updated < @To")}
            """;
        var sql = $"select count(*) {from}; select o.body::text {from} order by {order} offset @offset limit @limit";
        var parameters = new { partyId, peerId, window.From, window.To, offset, limit };
        await using var connection = await database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
        var total = await results.ReadSingleAsync<long>();
        return new ObjectPage([.. await results.ReadAsync<string>()], total);
    }
}
