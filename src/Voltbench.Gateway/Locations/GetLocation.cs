using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Locations;

/// <summary><c>GET /ocpp/locations/{location_id}</c></summary>
internal static class GetLocation
{
    public static void MapGetLocation(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/locations/{location_id}", Get).Describe("get_location", "Get a location")
            .Answers<LocationBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async ValueTask<Answer> Get(HttpContext http, Tenant tenant, LocationCache cache, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathUuid("location_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        return await cache.GetAsync(tenant.OrganizationId, id, ct) ?? LocationRoutes.Missing(id);
    }
}
