using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Voltbench.Lab.Certificates;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Commands;
using Voltbench.Lab.Database;
using Voltbench.Lab.FrameLog;
using Voltbench.Lab.Provisioning;
using Voltbench.Lab.Runtime;
using Voltbench.Ocpp.Transport;
using Voltbench.Simulation;
using SimulatedFleet = Voltbench.Simulation.Fleet;

namespace Voltbench.Lab.Fleet;

public static class FleetServices
{
    /// <summary>
    /// Adds the fleet with its frame log, store, runtime projection and commands. Needs <see cref="LabDatabase"/>, <see cref="Notifications"/>,
    /// the catalog, the <see cref="CsmsTargetPolicy"/> and provisioning; its hosted service must be added after those of the database.
    /// </summary>
    public static IServiceCollection AddFleet(this IServiceCollection services, FleetOptions fleet, FrameLogOptions frames, TlsOptions? tls = null, FileTransferOptions? files = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddFrameLog(services, frames);
        services.AddSingleton(s => new RuntimeProjection(Source(s), Time(s), Log<RuntimeProjection>(s)));
        services.AddSingleton(s => new ChargerStore(Source(s), Time(s), Log<ChargerStore>(s)));
        services.TryAddSingleton<IChargerTransport>(s => Transport(s, fleet, tls ?? new TlsOptions()));
        if (tls is { Authority.Length: > 0 })
            services.TryAddSingleton<IStationCertificates>(s => new StationAuthority(tls, Time(s), Log<StationAuthority>(s)));
        services.TryAddSingleton<IFileTransfer>(s => Files(s, files ?? new FileTransferOptions(), tls ?? new TlsOptions()));
        services.AddSingleton(s => new SimulatedFleet(
            fleet,
            Time(s),
            s.GetRequiredService<IChargerTransport>(),
            s.GetRequiredService<ChargerStore>(),
            s.GetRequiredService<FrameQueue>(),
            s.GetRequiredService<RuntimeProjection>(),
            s.GetRequiredService<ILoggerFactory>(),
            s.GetRequiredService<IFileTransfer>(),
            new FrameHistory(s.GetRequiredService<FrameReader>()),
            s.GetService<IStationCertificates>(),
            s.GetService<ICsmsAddresses>()));
        AddNode(services);
        AddOperations(services);
        services.AddSingleton<IHostedService>(Service);
        return services;
    }

    private static void AddFrameLog(IServiceCollection services, FrameLogOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<FrameSignals>();
        services.AddSingleton<FrameQueue>();
        services.AddSingleton(s => new FramePartitions(Source(s)));
        services.AddSingleton(s => new FrameWriter(
            s.GetRequiredService<FrameQueue>(), s.GetRequiredService<FramePartitions>(), Source(s), s.GetRequiredService<FrameSignals>(), options, Time(s), Log<FrameWriter>(s)));
        services.AddSingleton<FrameRetention>();
        services.AddSingleton(s => new FrameReader(Source(s), s.GetRequiredService<FrameQueue>(), s.GetRequiredService<FrameSignals>(), Time(s)));
    }

    private static void AddNode(IServiceCollection services)
    {
        services.AddSingleton<ChargerSpecs>();
        services.AddSingleton(s => new ShardLeases(Source(s), Log<ShardLeases>(s)));
        services.AddSingleton(s => new FleetRows(Source(s)));
        services.AddSingleton(s => new Reconciler(
            s.GetRequiredService<SimulatedFleet>(),
            s.GetRequiredService<ChargerStore>(),
            s.GetRequiredService<ChargerSpecs>(),
            s.GetRequiredService<ProvisioningProgress>(),
            new DesiredReader(Source(s)),
            s.GetRequiredService<FleetRows>(),
            Log<Reconciler>(s)));
        services.AddSingleton(s => new FleetNode(s.GetRequiredService<ShardLeases>(), s.GetRequiredService<Reconciler>(), Time(s), Log<FleetNode>(s)));
    }

    private static void AddOperations(IServiceCollection services)
    {
        services.AddSingleton(s => new CommandQuestions(Source(s), Time(s)));
        services.AddSingleton<CommandRecipients>();
        services.AddSingleton(s => new CommandDispatch(
            s.GetRequiredService<SimulatedFleet>(),
            s.GetRequiredService<ShardLeases>(),
            Source(s),
            s.GetRequiredService<CommandRecipients>(),
            s.GetRequiredService<CommandQuestions>(),
            Time(s)));
        services.AddSingleton(s => new CommandInbox(
            s.GetRequiredService<SimulatedFleet>(),
            s.GetRequiredService<ShardLeases>(),
            s.GetRequiredService<CommandQuestions>(),
            Source(s),
            Time(s),
            Log<CommandInbox>(s)));
        services.AddSingleton(s => new DesiredStates(Source(s)));
        services.AddSingleton(s => new ChargerDeletion(
            Source(s), s.GetRequiredService<Reconciler>(), s.GetRequiredService<FleetRows>(), s.GetRequiredService<ProvisioningProgress>(), Time(s)));
    }

    private static FleetService Service(IServiceProvider s)
    {
        var service = new FleetService(
            s.GetRequiredService<FrameQueue>(),
            s.GetRequiredService<FrameWriter>(),
            s.GetRequiredService<FrameRetention>(),
            s.GetRequiredService<ChargerStore>(),
            s.GetRequiredService<RuntimeProjection>(),
            s.GetRequiredService<SimulatedFleet>(),
            s.GetRequiredService<FleetNode>(),
            s.GetRequiredService<ShardLeases>(),
            s.GetRequiredService<CommandInbox>(),
            new FleetNotices(s.GetRequiredService<Reconciler>(), s.GetRequiredService<CommandInbox>(), s.GetRequiredService<CommandQuestions>()),
            s.GetRequiredService<Notifications>(),
            Time(s),
            Log<FleetService>(s));
        service.Subscribe();
        return service;
    }

    /// <summary>Real sockets, to addresses that the policy allows, and to this node itself where a charger names the built-in CSMS.</summary>
    private static IChargerTransport Transport(IServiceProvider services, FleetOptions fleet, TlsOptions tls)
    {
        var policy = services.GetRequiredService<CsmsTargetPolicy>();
        var options = new OcppClientOptions { AllowAddress = address => policy.CheckAddress(address) is null, Sockets = services.GetService<SocketBudget>() };
        var sockets = new OcppClientTransport(new OcppClient(Time(services), options), fleet, tls.ToSettings());
        return services.GetService<IListeningAddress>() is { } listening
            ? new BuiltInCsmsTransport(sockets, new OcppClientTransport(new OcppClient(Time(services), options with { AllowAddress = null }), fleet, tls.ToSettings()), listening)
            : sockets;
    }

    /// <summary>Firmware and logs over the network, to addresses that the policy allows.</summary>
    private static NetworkFileTransfer Files(IServiceProvider services, FileTransferOptions files, TlsOptions tls)
    {
        var policy = services.GetRequiredService<CsmsTargetPolicy>();
        return new NetworkFileTransfer(files, Time(services), tls.ToSettings(), address => policy.CheckAddress(address) is null);
    }

    private static Npgsql.NpgsqlDataSource Source(IServiceProvider services) => services.GetRequiredService<LabDatabase>().Source;

    private static TimeProvider Time(IServiceProvider services) => services.GetRequiredService<TimeProvider>();

    private static ILogger<T> Log<T>(IServiceProvider services) => services.GetRequiredService<ILogger<T>>();
}
