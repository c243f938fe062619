using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Lab.Locations;

/// <summary>What became of a change.</summary>
public enum LocationOutcome
{
    Done,
    Missing,
    SlugTaken,
}

/// <summary>Writes locations. Every change notifies <see cref="Channel"/> with the location's id in its transaction.</summary>
public sealed class LocationWriter(LabDatabase database)
{
    /// <summary>PostgreSQL notification channel.</summary>
    public const string Channel = "voltbench_locations";

    private const string Insert =
        $"""
        insert into ocpp.locations (id, organization_id, slug, name, address, city, country, latitude, longitude, timezone, owner_name, public)
        values (@Id, @OrganizationId, @Slug, @Name, @Address, @City, @Country, @Latitude, @Longitude, @Timezone, @OwnerName, @Public)
        on conflict (organization_id, slug) do nothing
        returning {LocationReader.Columns}
        """;

    /// <summary>Creates a location in the caller's transaction.</summary>
    public static Task<Location> CreateAsync(NpgsqlTransaction transaction, Guid organizationId, NewLocation location, CancellationToken ct) =>
        CreateAsync(transaction, organizationId, location, Slugs.Create, ct);

    /// <param name="slugOf">
    /// Makes a slug of a name; asked again while the slug is taken. Eight hex digits meet at some ten thousand locations of one name.
    /// </param>
    internal static async Task<Location> CreateAsync(
        NpgsqlTransaction transaction, Guid organizationId, NewLocation location, Func<string, string> slugOf, CancellationToken ct)
    {
        while (true)
        {
            var arguments = new
            {
                Id = Guid.CreateVersion7(),
                OrganizationId = organizationId,
                Slug = slugOf(location.Name),
                location.Name,
                location.Address,
                location.City,
                location.Country,
                location.Latitude,
                location.Longitude,
                location.Timezone,
                location.OwnerName,
                location.Public,
            };
            var created = await transaction.Connection!.QuerySingleOrDefaultAsync<Location>(
                new CommandDefinition(Insert, arguments, transaction, cancellationToken: ct));
            if (created is not null)
                return created;
        }
    }

    /// <summary>Changes what is given and moves <c>updated_at</c>; the OCPI location that it backs, if any, goes with it.</summary>
    public async Task<(LocationOutcome Outcome, Location? Location)> ChangeAsync(Guid organizationId, Guid id, LocationChange change, CancellationToken ct)
    {
        try
        {
            var location = await database.WriteAsync(
                async tx =>
                {
                    var site = await SiteWriter.HoldBackedAsync(tx, organizationId, id, ct);
                    var changed = await ChangeAsync(tx, organizationId, id, change, ct);
                    if (site is not null && changed is not null)
                        await SiteWriter.FollowAsync(tx, site, change, default, ct);
                    return changed;
                },
                ct);
            return (location is null ? LocationOutcome.Missing : LocationOutcome.Done, location);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return (LocationOutcome.SlugTaken, null);
        }
    }

    /// <summary>Changes what is given and moves <c>updated_at</c>, in the caller's transaction and nothing else; null when there is no such location.</summary>
    /// <exception cref="PostgresException">The slug is taken.</exception>
    internal static async Task<Location?> ChangeAsync(
        NpgsqlTransaction transaction, Guid organizationId, Guid id, LocationChange change, CancellationToken ct)
    {
        var arguments = new DynamicParameters(new { organizationId, id, Channel, Payload = id.ToString() });
        var assignments = new List<string> { "updated_at = greatest(now(), updated_at + interval '1 microsecond')" };
        Assign("slug", change.Slug);
        Assign("name", change.Name);
        Assign("address", change.Address);
        Assign("city", change.City);
        Assign("country", change.Country);
        Assign("latitude", change.Latitude);
        Assign("longitude", change.Longitude);
        Assign("timezone", change.Timezone);
        Assign("owner_name", change.OwnerName);
        Assign("public", change.Public);
        Assign("status", change.Status);
        var sql =
            $"""
            with changed as (
                update ocpp.locations set {string.Join(", ", assignments)}
                where organization_id = @organizationId and id = @id returning {LocationReader.Columns})
            select changed.* from changed, pg_notify(@Channel, @Payload)
            """;
        return await transaction.Connection!.QuerySingleOrDefaultAsync<Location>(new CommandDefinition(sql, arguments, transaction, cancellationToken: ct));

        void Assign<T>(string column, Change<T> value)
        {
            if (!value.IsGiven)
                return;
            assignments.Add($"{column} = @{column}");
            arguments.Add(column, value.Value);
        }
    }

    /// <summary>Removes a location without chargers.</summary>
    /// <returns>Null when it still has chargers; else whether it was there.</returns>
    public async Task<bool?> DeleteAsync(Guid organizationId, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        try
        {
            return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
                """
                with gone as (delete from ocpp.locations where organization_id = @organizationId and id = @id returning id)
                select gone.id from gone, pg_notify(@Channel, @Payload)
                """,
                new { organizationId, id, Channel, Payload = id.ToString() },
                cancellationToken: ct)) is not null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return null;
        }
    }
}
