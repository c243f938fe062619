using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Outbox;

public static class OutboxServices
{
    /// <summary>
    /// Adds the outbox with its worker. Needs the client of OCPI, peers, sites, <see cref="LabDatabase"/> and <see cref="Notifications"/>; to be added after the
    /// message log, which then sees the last deliveries of a stop.
    /// </summary>
    public static IServiceCollection AddOcpiOutbox(this IServiceCollection services, OutboxOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<OutboxLeases>();
        services.AddSingleton<IWholeObject, LocationObjects>();
        services.AddSingleton<IWholeObject>(static s => new StoredObjects(s.GetRequiredService<LabDatabase>(), "tariffs"));
        services.AddSingleton<IWholeObject>(static s => new StoredObjects(s.GetRequiredService<LabDatabase>(), "sessions"));
        services.AddSingleton<Delivery>();
        services.AddSingleton<OutboxView>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<IHostedService>(static s =>
        {
            var worker = s.GetRequiredService<OutboxWorker>();
            worker.Subscribe();
            return worker;
        });
        return services;
    }
}
