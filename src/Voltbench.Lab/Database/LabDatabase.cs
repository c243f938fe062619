using Dapper;
using Npgsql;

namespace Voltbench.Lab.Database;

/// <summary>
/// The pool of connections to the lab's PostgreSQL. Sessions run in UTC; <c>timestamptz</c> maps to <see cref="DateTimeOffset"/>,
/// <c>jsonb</c> parameters are written with <see cref="Jsonb"/>, column names with underscores map to properties.
/// </summary>
public sealed class LabDatabase : IAsyncDisposable
{
    /// <summary>Connections a gateway opens at most, unless the connection string says otherwise: three gateways fit PostgreSQL's default of 100.</summary>
    public const int DefaultPoolSize = 30;

    static LabDatabase() => DapperConventions.Apply();

    /// <param name="connectionString">Npgsql connection string of the lab's database.</param>
    /// <exception cref="ArgumentException">The string is empty or cannot be parsed.</exception>
    public LabDatabase(string connectionString)
    {
        ConnectionString = Complete(connectionString);
        Source = new NpgsqlDataSourceBuilder(ConnectionString).Build();
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>The connection string with the lab's conventions added. Holds the password: never log it.</summary>
    public string ConnectionString { get; }

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken ct) => Source.OpenConnectionAsync(ct);

    /// <summary>Runs <paramref name="work"/> in a read-committed transaction, commits when it returns and rolls back when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await work(transaction);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<NpgsqlTransaction, Task> work, CancellationToken ct) =>
        WriteAsync(
            async tx =>
            {
                await work(tx);
                return true;
            },
            ct);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static string Complete(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Timezone = "UTC" };
        if (!given.ContainsKey("Maximum Pool Size"))
            builder.MaxPoolSize = DefaultPoolSize;
        if (!given.ContainsKey("Application Name"))
            builder.ApplicationName = "voltbench";
        if (!given.ContainsKey("Max Auto Prepare"))
            builder.MaxAutoPrepare = 100;
        return builder.ConnectionString;
    }
}
