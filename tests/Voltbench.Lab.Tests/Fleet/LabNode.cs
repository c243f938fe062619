using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Commands;
using Voltbench.Lab.Database;
using Voltbench.Lab.Fleet;
using Voltbench.Lab.FrameLog;
using Voltbench.Lab.Provisioning;
using Voltbench.Simulation;
using SimulatedFleet = Voltbench.Simulation.Fleet;

namespace Voltbench.Lab.Tests.Fleet;

/// <summary>A gateway without its HTTP face: the fleet with all that belongs to it, on real sockets and a real database.</summary>
internal sealed class LabNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _running = [];

    private LabNode(string connectionString, string name)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new LabDatabase($"{connectionString};Application Name={name}"));
        services.AddSingleton<Notifications>();
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<Notifications>());
        services.AddSingleton(ChargerCatalog.Load());
        services.AddSingleton(new CsmsTargetPolicy(new CsmsTargetOptions()));
        services.AddSingleton<ProvisioningProgress>();
        services.AddFleet(new FleetOptions(), new FrameLogOptions());
        _services = services.BuildServiceProvider();
        Name = name;
    }

    public string Name { get; }

    public SimulatedFleet Fleet => _services.GetRequiredService<SimulatedFleet>();

    public ShardLeases Leases => _services.GetRequiredService<ShardLeases>();

    public CommandDispatch Commands => _services.GetRequiredService<CommandDispatch>();

    public ChargerDeletion Deletion => _services.GetRequiredService<ChargerDeletion>();

    public DesiredStates Desired => _services.GetRequiredService<DesiredStates>();

    public Npgsql.NpgsqlDataSource Source => _services.GetRequiredService<LabDatabase>().Source;

    public static async Task<LabNode> StartAsync(string connectionString, string name = "node")
    {
        var node = new LabNode(connectionString, name);
        foreach (var service in node._services.GetServices<IHostedService>().ToList())
        {
            await service.StartAsync(CancellationToken.None);
            node._running.Add(service);
        }

        return node;
    }

    /// <summary>Breaks every connection of this node to the database.</summary>
    public async Task CutAsync()
    {
        await using var admin = new Npgsql.NpgsqlConnection(
            new Npgsql.NpgsqlConnectionStringBuilder(Source.ConnectionString) { ApplicationName = "admin", Pooling = false }.ConnectionString);
        await admin.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{Name}'", admin);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_running))
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
