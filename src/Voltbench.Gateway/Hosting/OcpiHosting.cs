using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Emsps;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OcpiLocations;
using Voltbench.Gateway.OcpiMessages;
using Voltbench.Gateway.OcpiOutbox;
using Voltbench.Gateway.OcpiPeer;
using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Gateway.OcpiSessions;
using Voltbench.Lab.Ocpi.Tariffs;

namespace Voltbench.Gateway.Hosting;

/// <summary>The simulated parties of OCPI: one line for the services of each part, one for its routes.</summary>
internal static class OcpiHosting
{
    public static void AddOcpi(this WebApplicationBuilder builder)
    {
        var publicUrl = builder.Configuration[PublicAddress.Setting] is { Length: > 0 } url ? url : null;
        if (string.Join(" ", PublicAddress.Faults(publicUrl)) is { Length: > 0 } faults)
            throw new SettingsException(faults);
        builder.Services.AddSingleton(new PublicAddress(publicUrl));
        builder.Services.AddSingleton(TariffCatalog.Load());
        builder.AddOcpiCalls();
        builder.AddOcpiOutbox();
        builder.AddOcpiPeer();
        builder.Services.AddOcpiCommands(builder.Configuration.Bind<CommandOptions>(CommandOptions.Section, static o => o.Faults()));
        builder.AddCpos();
        builder.AddOcpiLocations();
        builder.AddOcpiSessions();
        builder.AddEmsps();
    }

    public static void MapOcpi(this IEndpointRouteBuilder routes)
    {
        routes.MapCposAndTemplates();
        routes.MapOcpiLocations();
        routes.MapOcpiPeer();
        routes.MapOcpiMessages();
        routes.MapOcpiOutbox();
        routes.MapOcpiSessions();
        routes.MapEmsps();
    }
}
