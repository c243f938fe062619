using Dapper;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>Sessions, CDRs and tariffs of a CPO for its owner: always of one organization, and of a CPO that is neither deleted nor expired.</summary>
public sealed class SessionReader(LabDatabase database, TimeProvider time)
{
    private const string Cpo =
        """
        ocpp.partner_operations p where p.id = @Cpo and p.organization_id = @OrganizationId and p.role = 'CPO' and p.deleted_at is null
        and (p.expires_at is null or p.expires_at > @Now)
        """;

    private const string Transaction = "case when t.ocpp_version = 'OCPP1.6' then t.id::text else t.reference end as transaction_id";

    private const string Sessions =
        $"""
        select s.id, s.status, {Transaction}, s.charger_id, s.identity, x.id as peer_id, x.country_code as peer_country_code, x.party_id as peer_party_id,
               c.id as cdr_id, s.created_at, s.last_updated, s.body::text as body
        from ocpp.ocpi_sessions s
        left join ocpp.csms_transactions t on t.id = s.transaction_id
        left join ocpp.ocpi_peers x on x.id = s.peer_id
        left join ocpp.ocpi_cdrs c on c.partner_operation_id = s.partner_operation_id and c.session_id = s.id and not c.is_credit
        where s.partner_operation_id = (select p.id from {Cpo})
        """;

    private const string Cdrs =
        $"""
        select c.id, c.session_id, c.is_credit, k.id as credited_by, {Transaction}, s.charger_id, s.identity,
               x.id as peer_id, x.country_code as peer_country_code, x.party_id as peer_party_id, c.created_at, c.body::text as body
        from ocpp.ocpi_cdrs c
        left join ocpp.ocpi_sessions s on s.partner_operation_id = c.partner_operation_id and s.id = c.session_id
        left join ocpp.csms_transactions t on t.id = s.transaction_id
        left join ocpp.ocpi_peers x on x.id = c.peer_id
        left join ocpp.ocpi_cdrs k on k.partner_operation_id = c.partner_operation_id and k.session_id = c.session_id and k.is_credit and not c.is_credit
        where c.partner_operation_id = (select p.id from {Cpo})
        """;

    private const string Tariffs =
        $"select f.id, f.last_updated, f.body::text as body from ocpp.ocpi_tariffs f where f.partner_operation_id = (select p.id from {Cpo})";

    /// <summary>One page in order of creation, and the number of all; null when the organization has no such CPO.</summary>
    public Task<(IReadOnlyList<SessionView> Rows, long Total)?> SessionsAsync(Guid organizationId, long cpo, long offset, int limit, CancellationToken ct) =>
        ListAsync<SessionView>(organizationId, cpo, "ocpi_sessions", $"{Sessions} order by s.created_at, s.id", offset, limit, ct);

    /// <summary>Null when the CPO or the session does not exist.</summary>
    public Task<SessionView?> FindSessionAsync(Guid organizationId, long cpo, string id, CancellationToken ct) =>
        FindAsync<SessionView>(organizationId, cpo, $"{Sessions} and s.id = @Id", id, ct);

    /// <inheritdoc cref="SessionsAsync"/>
    public Task<(IReadOnlyList<CdrView> Rows, long Total)?> CdrsAsync(Guid organizationId, long cpo, long offset, int limit, CancellationToken ct) =>
        ListAsync<CdrView>(organizationId, cpo, "ocpi_cdrs", $"{Cdrs} order by c.created_at, c.id", offset, limit, ct);

    /// <summary>Null when the CPO or the CDR does not exist.</summary>
    public Task<CdrView?> FindCdrAsync(Guid organizationId, long cpo, string id, CancellationToken ct) =>
        FindAsync<CdrView>(organizationId, cpo, $"{Cdrs} and c.id = @Id", id, ct);

    /// <summary>One page by id, and the number of all; null when the organization has no such CPO.</summary>
    public Task<(IReadOnlyList<TariffView> Rows, long Total)?> TariffsAsync(Guid organizationId, long cpo, long offset, int limit, CancellationToken ct) =>
        ListAsync<TariffView>(organizationId, cpo, "ocpi_tariffs", $"{Tariffs} order by f.id", offset, limit, ct);

    private async Task<(IReadOnlyList<T> Rows, long Total)?> ListAsync<T>(
        Guid organizationId, long cpo, string table, string sql, long offset, int limit, CancellationToken ct)
    {
        var key = new { OrganizationId = organizationId, Cpo = cpo, Now = time.GetUtcNow(), Offset = offset, Limit = limit };
        await using var connection = await database.OpenAsync(ct);
        var total = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            $"select (select count(*) from ocpp.{table} where partner_operation_id = p.id) from {Cpo}", key, cancellationToken: ct));
        if (total is not { } all)
            return null;
        if (offset >= all)
            return ([], all);
        var rows = await connection.QueryAsync<T>(new CommandDefinition($"{sql} offset @Offset limit @Limit", key, cancellationToken: ct));
        return (rows.AsList(), all);
    }

    /// <summary>A CDR inside a transaction that has just made it.</summary>
    public static Task<CdrView> CdrAsync(NpgsqlTransaction transaction, Guid organizationId, long cpo, string id, DateTimeOffset now, CancellationToken ct) =>
        transaction.Connection!.QuerySingleAsync<CdrView>(new CommandDefinition(
            $"{Cdrs} and c.id = @Id", new { OrganizationId = organizationId, Cpo = cpo, Now = now, Id = id }, transaction, cancellationToken: ct));

    private async Task<T?> FindAsync<T>(Guid organizationId, long cpo, string sql, string id, CancellationToken ct)
        where T : class
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(
            sql, new { OrganizationId = organizationId, Cpo = cpo, Now = time.GetUtcNow(), Id = id }, cancellationToken: ct));
    }
}
