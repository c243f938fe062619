using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.LocationChargers;

internal static class LocationChargerRoutes
{
    public static void MapLocationChargers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("location chargers");
        group.MapListLocationChargers();
        group.MapCreateChargers();
        group.MapGetChargersJob();
        group.MapUpdateChargers();
        group.MapDeleteChargers();
    }

    public static Answer NoLocation(Guid id) => ApiResults.NotFound($"There is no location {id}.");

    public static FailedCharger NotHere(string id) => new(id, "The location has no such charger.");
}
