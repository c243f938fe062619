using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.Database;

/// <summary>
/// Brings the schema to the newest version. Safe to run from several processes at once: a session advisory lock lets one work
/// while the others wait and then find nothing to do. Each script commits together with its record, so a kill leaves whole steps.
/// </summary>
public sealed partial class Migrator(LabDatabase database, ILogger<Migrator> log)
{
    /// <summary>Key of the advisory lock ("voltmigr" in ASCII).</summary>
    private const long LockKey = 0x766f6c746d696772;

    private const string Prepare =
        """
        create schema if not exists ocpp;
        create table if not exists ocpp.schema_migrations (
            version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now());
        """;

    /// <returns>Number of scripts that were applied by this call.</returns>
    /// <exception cref="InvalidOperationException">The database is newer than this program, or a script was changed after it ran.</exception>
    public Task<int> MigrateAsync(CancellationToken ct) => MigrateAsync(Migration.All, ct);

    internal async Task<int> MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        // A connection of its own: a session lock must not go back into the pool, whatever happens.
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@LockKey)", new { LockKey }, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(Prepare, cancellationToken: ct));
        var applied = (await connection.QueryAsync<(int Version, string Name, string Checksum)>(
            new CommandDefinition("select version, name, checksum from ocpp.schema_migrations", cancellationToken: ct)))
            .ToDictionary(row => row.Version);
        Refuse(migrations, applied);

        var count = 0;
        foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Version)))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into ocpp.schema_migrations (version, name, checksum) values (@Version, @Name, @Checksum)",
                new { migration.Version, migration.Name, migration.Checksum },
                transaction,
                cancellationToken: ct));
            await transaction.CommitAsync(ct);
            LogApplied(migration.Name);
            count++;
        }

        return count;
    }

    private static void Refuse(IReadOnlyList<Migration> migrations, Dictionary<int, (int Version, string Name, string Checksum)> applied)
    {
        var newest = migrations.Max(m => m.Version);
        foreach (var row in applied.Values.Where(row => row.Version > newest))
            throw new InvalidOperationException($"The database has migration {row.Name}, which this version of Voltbench does not know. Use a newer Voltbench.");
        foreach (var migration in migrations)
        {
            if (applied.TryGetValue(migration.Version, out var row) && row.Checksum != migration.Checksum)
                throw new InvalidOperationException($"Migration {migration.Name} was changed after it was applied to this database. Use a fresh database.");
        }
    }
}
