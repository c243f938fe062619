using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Testing.Postgres;
using Xunit;

namespace Voltbench.Testing;

/// <summary>
/// One PostgreSQL for all tests of an assembly (<c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>); every test class gets a database
/// of its own, copied from a template that was migrated once.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Template = "voltbench_template";

    private PostgresServer? _server;
    private int _databases;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("PostgreSQL has not been started.");

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(TimeProvider.System);
        await ExecuteAsync($"create database {Template}");
        await using var database = new LabDatabase(Unpooled(Template));
        await new Migrator(database, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
    }

    /// <returns>Connection string of a fresh, migrated database.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name} template {Template} strategy file_copy");
        return Server.ConnectionString(name);
    }

    /// <returns>Connection string of a fresh database without a schema.</returns>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name}");
        return Server.ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(Server.ConnectionString(database)) { Pooling = false }.ConnectionString;
}
