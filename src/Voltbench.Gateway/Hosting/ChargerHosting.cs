using Voltbench.Gateway.Chargers;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Gateway.Hosting;

internal static class ChargerHosting
{
    public static void AddChargers(this WebApplicationBuilder builder)
    {
        var targets = builder.Configuration.Bind<CsmsTargetOptions>("Fleet", _ => []);
        var provisioning = builder.Configuration.Bind<ProvisioningOptions>(ProvisioningOptions.Section, options => options.Faults());
        if (provisioning.InstanceId is null && InstanceLock.TryTake(builder.Configuration.DataDirectory()) is { } instance)
        {
            provisioning.InstanceId = instance.Name;
            builder.Services.AddHostedService(_ => instance);
        }

        builder.Services.AddSingleton(ChargerCatalog.Load());
        builder.Services.AddSingleton(new CsmsTargetPolicy(targets));
        builder.Services.AddSingleton<ChargerDecisions>();
        builder.Services.AddSingleton<ChargerReader>();
        builder.Services.AddSingleton<ChargerWriter>();
        builder.Services.AddSingleton(static services => new BehaviorOrders(services.GetRequiredService<LabDatabase>().Source));
        builder.Services.AddSingleton<ChargerViews>();
        builder.Services.AddProvisioning(provisioning);
    }
}
