using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Voltbench.Gateway.Hosting;
using Voltbench.Lab.Fleet;
using Voltbench.Testing;
using Voltbench.Testing.Stations;

namespace Voltbench.Gateway.Tests.Csms;

/// <summary>Two gateways on one database; stations connect to the second, calls go to the first.</summary>
public sealed class TwoGateways(PostgresFixture postgres) : CsmsFixture(postgres), IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("voltbench-test").FullName;
    private WebApplication _second = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Postgres"] = ConnectionString,
            ["Data:Directory"] = _directory,
            ["Auth:Key"] = Tokens.Key,
        };
        foreach (var (name, value) in Settings)
            settings[name] = value;
        _second = GatewayApp.Build(settings, static builder => builder.Logging.ClearProviders());
        await _second.StartAsync();
        await Eventually.BecomesAsync(
            () => Services.GetRequiredService<ShardLeases>().Nodes == 2 && _second.Services.GetRequiredService<ShardLeases>().Nodes == 2, "the nodes know of each other");
    }

    public override async ValueTask DisposeAsync()
    {
        await _second.StopAsync();
        await _second.DisposeAsync();
        await base.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A station of the second gateway.</summary>
    public Task<FakeStation> ConnectThereAsync(string identity, string subprotocol)
    {
        var url = new Uri(_second.Urls.First());
        return FakeStation.ConnectAsync(new Uri($"ws://{url.Host}:{url.Port}/csms/{Organization}/{identity}"), subprotocol);
    }
}
