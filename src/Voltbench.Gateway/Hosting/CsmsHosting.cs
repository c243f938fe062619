using Voltbench.Csms;
using Voltbench.Gateway.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Lab.Database;

namespace Voltbench.Gateway.Hosting;

internal static class CsmsHosting
{
    public static void AddCsms(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.Bind<CsmsSettings>(CsmsSettings.Section, csms => csms.Faults());
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(settings.Options());
        services.AddSingleton<ICsmsStore>(s => new CsmsStore(
            s.GetRequiredService<LabDatabase>().Source, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<CsmsStore>>()));
        services.AddSingleton(s => new StationKeys(s.GetRequiredService<LabDatabase>().Source, s.GetRequiredService<ILogger<StationKeys>>()));
        services.AddSingleton<StationAccess>();
        services.AddSingleton<OwnCsms>();
        services.AddSingleton<CsmsServer>();
        services.AddHostedService<CsmsShutdown>();
    }
}
