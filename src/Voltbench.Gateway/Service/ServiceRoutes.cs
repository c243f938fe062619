using Voltbench.Gateway.Auth;

namespace Voltbench.Gateway.Service;

internal static class ServiceRoutes
{
    public static void MapService(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        routes.MapOpenApi("/openapi.json").RequireAccess(AccessRule.Anonymous);
        var group = routes.MapGroup("").WithTags("service").RequireAccess(AccessRule.Anonymous);
        group.MapHealth();
        group.MapLanding();
        group.MapHello(configuration);
        group.MapMetrics();
    }
}
