using Npgsql;
using Voltbench.Gateway.Service;
using Voltbench.Lab.Database;

namespace Voltbench.Gateway.Hosting;

internal static class DatabaseHosting
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var database = Open(builder.Configuration.GetConnectionString("Postgres"));
        // By a factory: an instance that is handed in is not disposed with the host, and its pool would stay.
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton<DatabaseProbe>();
        builder.Services.AddSingleton<Migrator>();
        // Hosted services start in this order: the schema is there before anybody asks for it.
        builder.Services.AddHostedService<MigrationService>();
        builder.Services.AddSingleton<Notifications>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Notifications>());
    }

    private static LabDatabase Open(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new SettingsException("ConnectionStrings:Postgres is empty. Set VOLTBENCH__ConnectionStrings__Postgres to a PostgreSQL connection string.");
        try
        {
            return new LabDatabase(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new SettingsException($"ConnectionStrings:Postgres is not a connection string: {e.Message}");
        }
    }

    /// <summary>Migrates before anything else starts; waits a while for a server that is just coming up.</summary>
    private sealed class MigrationService(Migrator migrator, TimeProvider time) : IHostedLifecycleService
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

        public async Task StartingAsync(CancellationToken cancellationToken)
        {
            var started = time.GetTimestamp();
            while (true)
            {
                try
                {
                    await migrator.MigrateAsync(cancellationToken);
                    return;
                }
                catch (NpgsqlException e) when (e.IsTransient && time.GetElapsedTime(started) < Patience)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
