using Microsoft.AspNetCore.Server.Kestrel.Https;
using Voltbench.Csms;
using Voltbench.Gateway.Csms;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Csms;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Tokens;
using Voltbench.Simulation;

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
        var certificates = new StationCertificates(settings, TimeProvider.System);
        services.AddSingleton(certificates);
        if (certificates.IsEnabled)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (certificate, chain, _) => certificates.Accepts(certificate, chain);
            }));
        }

        services.AddSingleton<IListeningAddress, ListeningAddress>();
        services.AddSingleton<OwnCsms>();
        services.AddSingleton<ICsmsAddresses>(static s => s.GetRequiredService<OwnCsms>());
        services.AddSingleton<ITokenAuthority>(s => new OperatorTokens(
            s.GetRequiredService<LabDatabase>().Source, s.GetRequiredService<TokenBook>().DecideAsync));
        services.AddSingleton<CsmsServer>();
        services.AddSingleton<RemoteOperations>();
        services.AddHostedService(static s => s.GetRequiredService<RemoteOperations>());
        services.AddSingleton(s => new Reservations(s.GetRequiredService<LabDatabase>().Source, s.GetRequiredService<RemoteOperations>()));
        services.AddHostedService<CsmsShutdown>();
    }
}
