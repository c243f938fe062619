namespace Voltbench.Gateway.Chargers;

internal static class ChargerRoutes
{
    public static void MapChargers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("chargers");
        group.MapListChargers();
        group.MapCreateCharger();
        group.MapGetCharger();
        group.MapGetChargerStatus();
        group.MapUpdateCharger();
        group.MapDeleteCharger();
        group.MapSwitchCharger();
        group.MapGetChargerLogs();
        group.MapStreamChargerLogs();
    }
}
