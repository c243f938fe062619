using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Voltbench.Lab.Csms;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>Commands of peers, as services of a node.</summary>
public static class CommandServices
{
    public static void AddOcpiCommands(this IServiceCollection services, CommandOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(s => new CommandPlaces(s.GetRequiredService<LabDatabase>().Source));
        services.AddSingleton(s => new SessionPlaces(s.GetRequiredService<LabDatabase>().Source));
        services.AddSingleton(s => new CommandDesk(
            s.GetRequiredService<LabDatabase>().Source,
            s.GetRequiredService<CommandPlaces>(),
            s.GetRequiredService<SessionPlaces>(),
            s.GetRequiredService<PeerTargetPolicy>(),
            options,
            s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new CommandRows(s.GetRequiredService<LabDatabase>().Source, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new CommandWorker(
            s.GetRequiredService<CommandRows>(),
            new CommandExecution(
                s.GetRequiredService<LabDatabase>().Source,
                s.GetRequiredService<CommandPlaces>(),
                s.GetRequiredService<SessionPlaces>(),
                s.GetRequiredService<RemoteOperations>(),
                s.GetRequiredService<Reservations>(),
                options,
                s.GetRequiredService<TimeProvider>()),
            new ResultPoster(s.GetRequiredService<CommandRows>(), s.GetRequiredService<PeerDirectory>(), s.GetRequiredService<OcpiClient>(), options),
            s.GetRequiredService<Notifications>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<CommandWorker>>()));
        services.AddHostedService(static s => s.GetRequiredService<CommandWorker>());
    }
}
