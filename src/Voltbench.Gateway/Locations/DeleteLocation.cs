using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Locations;

/// <summary><c>DELETE /ocpp/locations/{location_id}</c></summary>
internal static class DeleteLocation
{
    private const int Attempts = 5;

    public static void MapDeleteLocation(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/ocpp/locations/{location_id}", Delete).Describe("delete_location", "Delete a location with its chargers")
            .AnswersNothing()
            .Also(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Answer> Delete(
        HttpContext http, Tenant tenant, LocationReader reader, ChargerDeletion chargers, LocationWriter writer, LocationCache cache, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathUuid("location_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await reader.BacksOcpiAsync(tenant.OrganizationId, id, ct))
            return ApiResults.Conflict("A location of OCPI stands on this one. Delete that: DELETE /ocpi/cpos/{cpo_id}/locations/{location_id}.");
        // A bulk job may go on adding chargers while those that are there come to rest; it ends when the location is gone.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await chargers.DeleteAsync(tenant.OrganizationId, id, ids: null, ct);
            var deleted = await writer.DeleteAsync(tenant.OrganizationId, id, ct);
            cache.Drop(id);
            if (deleted is { } found)
                return found ? ApiResults.NoContent() : LocationRoutes.Missing(id);
        }

        return ApiResults.Conflict("Chargers are still being added to the location. Try again when that is done.");
    }
}
