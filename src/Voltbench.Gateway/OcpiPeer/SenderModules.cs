using Voltbench.Gateway.OcpiPeer.V211.Cdrs;
using Voltbench.Gateway.OcpiPeer.V211.Locations;
using Voltbench.Gateway.OcpiPeer.V211.Sessions;
using Voltbench.Gateway.OcpiPeer.V211.Tariffs;
using Voltbench.Gateway.OcpiPeer.V221.Cdrs;
using Voltbench.Gateway.OcpiPeer.V221.Locations;
using Voltbench.Gateway.OcpiPeer.V221.Sessions;
using Voltbench.Gateway.OcpiPeer.V221.Tariffs;
using Voltbench.Lab.Ocpi.Objects;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>The CPO's side of the modules whose objects it owns.</summary>
internal static class SenderModules
{
    public static void AddSenderModules(this IServiceCollection services) => services.AddSingleton<ObjectReader>();

    public static void MapSenderModules(this IEndpointRouteBuilder routes)
    {
        routes.MapLocationsSenderV211();
        routes.MapLocationsSenderV221();
        routes.MapTariffsSenderV211();
        routes.MapTariffsSenderV221();
        routes.MapSessionsSenderV211();
        routes.MapSessionsSenderV221();
        routes.MapCdrsSenderV211();
        routes.MapCdrsSenderV221();
    }
}
