using Dapper;
using Npgsql;
using Voltbench.Lab.Locations;

namespace Voltbench.Lab.Chargers;

/// <summary>Finds the location that a charger goes to, and makes one where only a name is given.</summary>
public static class ChargerLocations
{
    /// <summary>Where chargers go that name no location.</summary>
    public const string DefaultName = "Default";

    /// <summary>The row is kept from going until the commit.</summary>
    private const string ById = "select id from ocpp.locations where id = @Id and organization_id = @OrganizationId for key share";

    /// <summary>Names are not unique, so two calls that find nothing must not both make one: they wait for each other here.</summary>
    private const string LockName = "select pg_advisory_xact_lock(hashtextextended(@Text, 0))";

    private const string ByName =
        """
        select id from ocpp.locations where organization_id = @OrganizationId and name = @Name
        order by created_at, id limit 1
        for key share
        """;

    private const string Insert =
        "insert into ocpp.locations (id, organization_id, slug, name) values (@Id, @OrganizationId, @Slug, @Name) on conflict (organization_id, slug) do nothing";

    /// <summary>True when the organization has the location; it then stays until the commit.</summary>
    public static async Task<bool> HoldAsync(NpgsqlTransaction transaction, Guid organizationId, Guid id, CancellationToken ct)
        => await transaction.Connection!.ExecuteScalarAsync<Guid?>(
            new CommandDefinition(ById, new { Id = id, OrganizationId = organizationId }, transaction, cancellationToken: ct)) is not null;

    /// <summary>The oldest location of that name; made, with nothing but its name, when there is none.</summary>
    public static async Task<Guid> FindOrCreateAsync(NpgsqlTransaction transaction, Guid organizationId, string name, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        var arguments = new { OrganizationId = organizationId, Name = name };
        if (await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(ByName, arguments, transaction, cancellationToken: ct)) is { } found)
            return found;

        await connection.ExecuteAsync(
            new CommandDefinition(LockName, new { Text = $"location {organizationId} {name}" }, transaction, cancellationToken: ct));
        if (await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(ByName, arguments, transaction, cancellationToken: ct)) is { } foundNow)
            return foundNow;

        var id = Guid.NewGuid();
        int inserted;
        do
        {
            inserted = await connection.ExecuteAsync(new CommandDefinition(
                Insert, new { Id = id, OrganizationId = organizationId, Slug = Slugs.Create(name), Name = name }, transaction, cancellationToken: ct));
        }
        while (inserted == 0); // the slug was taken

        return id;
    }
}
