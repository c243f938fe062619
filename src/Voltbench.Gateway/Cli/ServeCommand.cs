using System.CommandLine;
using Npgsql;
using Voltbench.Gateway.Hosting;
using Voltbench.Lab.Database.Private;

namespace Voltbench.Gateway.Cli;

/// <summary><c>voltbench serve</c>: the gateway in the foreground until SIGINT or SIGTERM.</summary>
internal static class ServeCommand
{
    public static Command Create(ServeOptions options)
    {
        var command = new Command("serve", "Run the gateway (the default).");
        options.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(options.Read(parsed), ct));
        return command;
    }

    /// <returns>0 after a clean stop, 2 when the settings are wrong, 1 when the database cannot be used.</returns>
    public static async Task<int> RunAsync(Dictionary<string, string?> settings, CancellationToken ct)
    {
        try
        {
            await using var database = await PrivateDatabase.StartAsync(settings, ct);
            await using var app = GatewayApp.Build(settings);
            await app.RunAsync(ct);
            return 0;
        }
        catch (SettingsException e)
        {
            await Console.Error.WriteLineAsync($"voltbench: {e.Message}");
            return 2;
        }
        catch (PrivatePostgresException e)
        {
            await Console.Error.WriteLineAsync($"voltbench: {e.Message}");
            return 1;
        }
        catch (NpgsqlException e)
        {
            await Console.Error.WriteLineAsync($"voltbench: the database cannot be used: {e.Message}");
            return 1;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"voltbench: {e.Message}");
            return 1;
        }
    }
}
