using Voltbench.Gateway.Hosting;
using Voltbench.Lab.Ocpi.Sessions;

namespace Voltbench.Gateway.OcpiSessions;

internal static class OcpiSessionHosting
{
    public static void AddOcpiSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.Bind<OcpiSessionOptions>(OcpiSessionOptions.Section, options => options.Faults()));
        builder.Services.AddHostedService<SessionProjector>();
        builder.Services.AddSingleton<SessionReader>();
        builder.Services.AddSingleton<CdrCredit>();
    }
}
