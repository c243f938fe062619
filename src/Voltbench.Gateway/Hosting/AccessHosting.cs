using System.Text;
using Voltbench.Gateway.Auth;
using Voltbench.Lab.Organizations;

namespace Voltbench.Gateway.Hosting;

internal static class AccessHosting
{
    private static readonly TimeSpan KeySetTimeout = TimeSpan.FromSeconds(5);

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var options = configuration.Bind<AuthOptions>(AuthOptions.Section, auth => auth.Faults());
        var localKey = LoadLocalKey(options, configuration.DataDirectory());
        var rate = configuration.Bind<LimitOptions>(LimitOptions.Section, limits => limits.Faults()).RequestsPerSecond;
        builder.Services.AddSingleton(services => new JwtValidator(options, localKey, KeySet(options, services), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<TokenCache>();
        builder.Services.AddSingleton(services => new TenantRate(rate, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<OrganizationRegistry>();
    }

    /// <exception cref="SettingsException">There is no local key.</exception>
    public static JwtIssuer CreateIssuer(IConfiguration configuration, TimeProvider time)
    {
        var options = configuration.Bind<AuthOptions>(AuthOptions.Section, auth => auth.Faults());
        var key = LoadLocalKey(options, configuration.DataDirectory())
            ?? throw new SettingsException("Tokens are issued by the owner of Auth:Jwks; there is no local key to sign with.");
        return new JwtIssuer(options, key, time);
    }

    /// <returns>Null when tokens are validated with a key set only.</returns>
    public static byte[]? LoadLocalKey(AuthOptions options, string dataDirectory)
    {
        if (options.Key is { Length: > 0 } key)
            return Encoding.UTF8.GetBytes(key);
        if (string.IsNullOrEmpty(options.KeyFile) && !string.IsNullOrEmpty(options.Jwks))
            return null;
        var path = options.KeyFile is { Length: > 0 } file ? file : Path.Combine(dataDirectory, "jwt.key");
        try
        {
            return LocalKey.ReadOrCreate(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new SettingsException($"The token key file {path} cannot be used: {e.Message}");
        }
    }

    private static JsonWebKeySet? KeySet(AuthOptions options, IServiceProvider services)
    {
        if (options.Jwks is not { Length: > 0 } source)
            return null;
        var http = new HttpClient { Timeout = KeySetTimeout, MaxResponseContentBufferSize = 1024 * 1024 };
        return new JsonWebKeySet(source, http, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<JsonWebKeySet>>());
    }
}

/// <summary>Section <c>Limits</c>.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Requests per second of one organization; 0 = no limit.</summary>
    public int RequestsPerSecond { get; set; }

    public IEnumerable<string> Faults()
    {
        if (RequestsPerSecond < 0)
            yield return "Limits:RequestsPerSecond must not be negative.";
    }
}
