using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.OcpiLocations;

internal static class OcpiLocationRoutes
{
    public static void MapOcpiLocations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("ocpi locations");
        group.MapListOcpiLocations();
        group.MapCreateOcpiLocations();
        group.MapGetOcpiLocationsJob();
        group.MapGetOcpiLocation();
        group.MapUpdateOcpiLocation();
        group.MapDeleteOcpiLocation();
    }

    public static Answer Missing(HttpContext http, Guid id) => ApiResults.NotFound($"The CPO {http.Request.RouteValues["cpo_id"]} has no location {id}.");
}
