using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.Locations;

internal static class LocationRoutes
{
    public static void MapLocations(this IEndpointRouteBuilder routes)
    {
        // Made now so that it hears of changes from the first moment on.
        routes.ServiceProvider.GetRequiredService<LocationCache>();
        var group = routes.MapGroup("").WithTags("locations");
        group.MapListLocations();
        group.MapCreateLocation();
        group.MapGetLocation();
        group.MapUpdateLocation();
        group.MapDeleteLocation();
    }

    public static Answer Missing(Guid id) => ApiResults.NotFound($"There is no location {id}.");
}
