using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>A simulated eMSP.</summary>
public sealed record EmspRow
{
    public long Id { get; init; }

    public string OcpiVersion { get; init; } = "";

    public string CountryCode { get; init; } = "";

    public string PartyId { get; init; } = "";

    public string Name { get; init; } = "";

    public string PublicBase { get; init; } = "";

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public Party ToParty(Guid organizationId)
    {
        _ = OcpiVersions.TryParse(OcpiVersion, out var version);
        return new Party(Id, organizationId, PartyRole.Emsp, version, CountryCode, PartyId, Name, PublicBase);
    }
}

/// <summary>The simulated eMSPs, always those of one organization.</summary>
public sealed class EmspStore(LabDatabase database)
{
    private const string Columns =
        "id, ocpi_version, country_code, party_id, name_prefix as name, public_base, expires_at, created_at, updated_at";

    private const string Live = "organization_id = @organizationId and role = 'EMSP' and deleted_at is null";

    /// <summary>An eMSP that is there, in the transaction that made it.</summary>
    internal static Task<EmspRow> ReadAsync(Npgsql.NpgsqlTransaction transaction, long id, CancellationToken ct) =>
        transaction.Connection!.QuerySingleAsync<EmspRow>(new CommandDefinition(
            $"select {Columns} from ocpp.partner_operations where id = @id", new { id }, transaction, cancellationToken: ct));

    public async Task<EmspRow?> FindAsync(Guid organizationId, long id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<EmspRow>(new CommandDefinition(
            $"select {Columns} from ocpp.partner_operations where {Live} and id = @id", new { organizationId, id }, cancellationToken: ct));
    }

    /// <summary>One page in order of creation, and the number of all.</summary>
    public async Task<(IReadOnlyList<EmspRow> Rows, long Total)> ListAsync(Guid organizationId, long offset, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
             select count(*) from ocpp.partner_operations where {Live};
             select {Columns} from ocpp.partner_operations where {Live} order by created_at, id offset @offset limit @limit
             """,
            new { organizationId, offset, limit },
            cancellationToken: ct));
        var total = await results.ReadSingleAsync<long>();
        return ((await results.ReadAsync<EmspRow>()).AsList(), total);
    }
}
