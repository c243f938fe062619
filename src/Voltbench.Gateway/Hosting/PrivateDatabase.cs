using Voltbench.Lab.Database.Private;

namespace Voltbench.Gateway.Hosting;

/// <summary>The database of a gateway that was given none.</summary>
internal static class PrivateDatabase
{
    private const string ConnectionString = "ConnectionStrings:Postgres";

    /// <summary>Starts a private PostgreSQL below the data directory and names it in <paramref name="settings"/>, unless a connection string is set.</summary>
    /// <returns>To be disposed when the gateway is down; null when a connection string is set.</returns>
    /// <exception cref="PrivatePostgresException">It cannot run here.</exception>
    public static async Task<PrivatePostgres?> StartAsync(Dictionary<string, string?> settings, CancellationToken ct)
    {
        var configuration = SettingsHosting.Read(settings);
        if (configuration[ConnectionString] is { Length: > 0 })
            return null;
        // Not disposed: the server logs once more when it is stopped, after the host and its logging are gone.
        var logging = LoggerFactory.Create(builder => builder.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole());
        var server = await PrivatePostgres.StartAsync(
            configuration.DataDirectory(),
            configuration["Data:PostgresBinaries"],
            TimeProvider.System,
            logging.CreateLogger<PrivatePostgres>(),
            ct);
        settings[ConnectionString] = server.ConnectionString;
        return server;
    }
}
