using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Lab.Provisioning;

public static class ProvisioningServices
{
    /// <summary>Prefix of the job store's tables; they live beside the lab's own, in the schema public.</summary>
    private const string TablePrefix = "qrtz_";

    /// <summary>
    /// Adds durable provisioning: the clustered scheduler on the lab's database and the steps it fires. The schema of the lab must exist when the host starts;
    /// the scheduler creates its own tables, and fires nothing before the host has started.
    /// </summary>
    public static IServiceCollection AddProvisioning(this IServiceCollection services, ProvisioningOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<ProvisioningInstruments>();
        services.AddSingleton<ChunkSchedule>();
        services.AddSingleton<ChunkStep>();
        services.AddSingleton<SiteChunkStep>();
        services.AddSingleton<LocationJobWriter>();
        services.AddSingleton<SiteJobReader>();
        services.AddSingleton<PartySchedule>();
        services.AddSingleton<JobWriter>();
        services.AddSingleton<JobReader>();
        services.AddSingleton<ProvisioningProgress>();
        services.AddQuartz(quartz => Configure(quartz, options));
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        return services;
    }

    private static void Configure(IQuartzBuilder quartz, ProvisioningOptions options)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "voltbench";
            if (options.InstanceId is { } id)
                scheduler.InstanceId = id;
            // Only a trigger that another gateway committed waits for this; one of our own wakes the scheduler.
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(2);
        });
        quartz.UseDefaultThreadPool(options.Workers);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(source => source.DataSourceFactory = services => services.GetRequiredService<LabDatabase>().Source);
            store.ConfigureStore(jobStore =>
            {
                jobStore.TablePrefix = TablePrefix;
                jobStore.StoreJobDataAsStrings = true;
                jobStore.AcceptEnlistedTransactions = true;
                // While the database is away; a stop waits for one such pause, so it is short.
                jobStore.DbRetryInterval = TimeSpan.FromSeconds(1);
                // A trigger that is parked would leave its job PROVISIONING for ever; it is tried again instead.
                jobStore.MaxConsecutiveFireFailures = 0;
            });
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = options.CheckinInterval;
                cluster.CheckinMisfireThreshold = options.CheckinGrace;
            });
            store.ProvisionSchema();
        });
        quartz.AddJob<RemovePartyJob>(job => job.WithIdentity(PartySchedule.Job).StoreDurably().RequestRecovery());
        quartz.AddJob<ProvisionChunkJob>(job => job.WithIdentity(ChunkSchedule.Chargers).StoreDurably().RequestRecovery());
        quartz.AddJob<SiteChunkJob>(job => job.WithIdentity(ChunkSchedule.Sites).StoreDurably().RequestRecovery());
    }
}
