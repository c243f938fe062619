namespace Voltbench.Gateway.Commands;

internal static class CommandRoutes
{
    public static void MapCommands(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("commands");
        group.MapProxyMessage();
        group.MapConfiguration();
        group.MapCacheReset();
        group.MapLocalAuthList();
        group.MapClearLocalAuthList();
        group.MapInjectFault();
        group.MapClearFault();
        group.MapPlugConnector();
        group.MapUnplugConnector();
        group.MapUnlockConnector();
        group.MapAuthorize();
        group.MapStartTransaction();
        group.MapStopTransaction();
        group.MapStartSession();
        group.MapStopSession();
        group.MapEvRequestsEnergy();
        group.MapEvStopsEnergy();
        group.MapPowerUpdate();
        group.MapResetCharger();
        group.MapPresentIdTag();
        group.MapBehavior();
    }
}
