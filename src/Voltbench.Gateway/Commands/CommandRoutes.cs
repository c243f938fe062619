namespace Voltbench.Gateway.Commands;

internal static class CommandRoutes
{
    public static void MapCommands(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("commands");
        group.MapStartSession();
        group.MapStopSession();
    }
}
