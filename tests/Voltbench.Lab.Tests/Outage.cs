using Npgsql;

namespace Voltbench.Lab.Tests;

/// <summary>Takes a database away as a restart of its server does: every connection breaks and no new one is let in.</summary>
internal sealed class Outage : IAsyncDisposable
{
    private readonly NpgsqlConnection _admin;
    private readonly string _database;
    private bool _open;

    public Outage(NpgsqlDataSource source)
    {
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        _database = settings.Database!;
        settings.Database = "postgres";
        settings.Pooling = false;
        _admin = new NpgsqlConnection(settings.ConnectionString);
    }

    public async Task BeginAsync()
    {
        await ExecuteAsync($"alter database {_database} allow_connections false");
        await BreakAsync();
    }

    /// <summary>Breaks the connections that are open; new ones may come at once.</summary>
    public Task BreakAsync() =>
        ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_database}' and pid <> pg_backend_pid()");

    public Task EndAsync() => ExecuteAsync($"alter database {_database} allow_connections true");

    public async ValueTask DisposeAsync() => await _admin.DisposeAsync();

    private async Task ExecuteAsync(string sql)
    {
        if (!_open)
            await _admin.OpenAsync();
        _open = true;
        await using var command = new NpgsqlCommand(sql, _admin);
        await command.ExecuteNonQueryAsync();
    }
}
