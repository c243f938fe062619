namespace Voltbench.Gateway.Hosting;

/// <summary>A setting that is missing or wrong, in words for the person who starts the gateway.</summary>
public sealed class SettingsException(string message) : Exception(message);

internal static class SettingsHosting
{
    public const string EnvironmentPrefix = "VOLTBENCH__";

    /// <summary>appsettings.json, then <c>VOLTBENCH__…</c>, then what the command line says; nothing else is read.</summary>
    public static void AddSettings(this WebApplicationBuilder builder, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        builder.Configuration.Sources.Clear();
        AddSources(builder.Configuration, settings);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.AddSingleton(TimeProvider.System);
    }

    /// <summary>The same settings without a host.</summary>
    public static IConfiguration Read(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder();
        AddSources(configuration, settings);
        return configuration.Build();
    }

    private static void AddSources(IConfigurationBuilder configuration, IEnumerable<KeyValuePair<string, string?>> settings) =>
        configuration
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddInMemoryCollection(settings);

    /// <summary>Where the gateway keeps its files.</summary>
    public static string DataDirectory(this IConfiguration configuration) =>
        Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } directory ? directory : ".voltbench");

    /// <summary>Binds a section to its options and refuses to start when they report faults.</summary>
    public static T Bind<T>(this IConfiguration configuration, string section, Func<T, IEnumerable<string>> faults)
        where T : new()
    {
        T options;
        try
        {
            options = configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new SettingsException($"Section {section}: {e.InnerException?.Message ?? e.Message}");
        }

        var found = string.Join(" ", faults(options));
        return found.Length == 0 ? options : throw new SettingsException(found);
    }
}
