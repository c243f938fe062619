using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.LocationChargers;

/// <summary><c>DELETE /ocpp/locations/{location_id}/chargers</c></summary>
internal static class DeleteChargers
{
    public static void MapDeleteChargers(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/ocpp/locations/{location_id}/chargers", Delete).Describe("delete_chargers", "Delete the named chargers of a location")
            .Query(QueryParameter.ChargerIds with { Required = true })
            .Answers<DeletedChargersBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Delete(HttpContext http, Tenant tenant, ChargerReader reader, ChargerDeletion deletion, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var location = input.PathUuid("location_id");
        var ids = input.Query.Strings("charger_ids", min: 1).Distinct(StringComparer.Ordinal).ToList();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (!await reader.LocationExistsAsync(tenant.OrganizationId, location, ct))
            return LocationChargerRoutes.NoLocation(location);

        var deleted = (await deletion.DeleteAsync(tenant.OrganizationId, location, ids, ct)).ToHashSet(StringComparer.Ordinal);
        var body = new DeletedChargersBody(
            [.. ids.Where(deleted.Contains)],
            [.. ids.Where(id => !deleted.Contains(id)).Select(LocationChargerRoutes.NotHere)]);
        return ApiResults.Ok(body, LocationChargersJson.Default.DeletedChargersBody);
    }
}
