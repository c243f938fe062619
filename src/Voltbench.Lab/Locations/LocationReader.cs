using Dapper;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Locations;

/// <summary>Reads locations, always those of one organization.</summary>
public sealed class LocationReader(LabDatabase database)
{
    internal const string Columns =
        "id, slug, name, address, city, country, latitude, longitude, timezone, owner_name, public, status, created_at, updated_at";

    /// <returns>One page in order of creation, and the number of all.</returns>
    public async Task<(IReadOnlyList<Location> Rows, long Total)> ListAsync(Guid organizationId, long offset, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from ocpp.locations where organization_id = @organizationId", new { organizationId }, cancellationToken: ct));
        if (offset >= total)
            return ([], total);
        var rows = await connection.QueryAsync<Location>(new CommandDefinition(
            $"select {Columns} from ocpp.locations where organization_id = @organizationId order by created_at, id offset @offset limit @limit",
            new { organizationId, offset, limit },
            cancellationToken: ct));
        return (rows.AsList(), total);
    }

    public async Task<Location?> FindAsync(Guid organizationId, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Location>(new CommandDefinition(
            $"select {Columns} from ocpp.locations where organization_id = @organizationId and id = @id",
            new { organizationId, id },
            cancellationToken: ct));
    }

    /// <summary>True when a location of OCPI stands on it.</summary>
    public async Task<bool> BacksOcpiAsync(Guid organizationId, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from ocpp.ocpi_locations where ocpp_location_id = @id and organization_id = @organizationId and deleted_at is null)",
            new { organizationId, id },
            cancellationToken: ct));
    }
}
