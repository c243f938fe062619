using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Voltbench.Gateway.Hosting;
using Xunit;

namespace Voltbench.Testing;

/// <summary>
/// A real gateway in this process: Kestrel on a free loopback port, its own database. Use as class fixture beside the assembly's
/// <see cref="PostgresFixture"/>; derive to change settings or services.
/// </summary>
public class GatewayFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("voltbench-test").FullName;
    private WebApplication? _app;

    /// <summary>The organization of <see cref="Client"/>.</summary>
    public Guid Organization { get; } = Guid.NewGuid();

    /// <summary>The organization of <see cref="OtherClient"/>.</summary>
    public Guid OtherOrganization { get; } = Guid.NewGuid();

    public string ConnectionString { get; private set; } = "";

    /// <summary><c>http://127.0.0.1:port/</c></summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The gateway has not been started.");

    /// <summary>A user of <see cref="Organization"/>.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>A user of <see cref="OtherOrganization"/>.</summary>
    public HttpClient OtherClient { get; private set; } = new();

    /// <summary>Without a token.</summary>
    public HttpClient Anonymous { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await postgres.CreateDatabaseAsync();
        await StartAsync();
    }

    /// <summary>A client with a token of its own.</summary>
    public HttpClient CreateClient(string? token)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Stops the gateway and starts another on the same database; clients are new, the port may be another.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
        await FrameJudge.CheckAsync(ConnectionString);
        if (JudgesOcpi)
            await OcpiJudge.CheckAsync(ConnectionString);
    }

    /// <summary>Settings beyond those of the fixture.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>Whether what parties of OCPI sent is held against their version at the end; not where a test makes them send anything else.</summary>
    protected virtual bool JudgesOcpi => true;

    /// <summary>Services beyond those of the gateway; the last registration counts.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    private async Task StartAsync()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Postgres"] = ConnectionString,
            ["Data:Directory"] = _directory,
            ["Auth:Key"] = Tokens.Key,
            // The judge of OCPI wants whole bodies.
            ["Ocpi:Messages:BodyBytes"] = "8388608",
        };
        foreach (var (name, value) in Settings)
            settings[name] = value;
        _app = GatewayApp.Build(settings, builder =>
        {
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
            Configure(builder);
        });
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First() + "/");
        Client = CreateClient(Tokens.User(Organization));
        OtherClient = CreateClient(Tokens.User(OtherOrganization));
        Anonymous = CreateClient(null);
    }

    private async Task StopAsync()
    {
        Client.Dispose();
        OtherClient.Dispose();
        Anonymous.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }
}
