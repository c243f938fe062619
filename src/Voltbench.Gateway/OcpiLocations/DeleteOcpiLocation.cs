using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary><c>DELETE /ocpi/cpos/{cpo_id}/locations/{location_id}</c></summary>
internal static class DeleteOcpiLocation
{
    public static void MapDeleteOcpiLocation(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/ocpi/cpos/{cpo_id}/locations/{location_id}", Delete)
            .Describe("delete_ocpi_location", "Delete a location of a CPO with its chargers; peers see its EVSEs as REMOVED")
            .AnswersNothing()
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Delete(HttpContext http, Tenant tenant, SiteOwners cpos, SiteDeletion deletion, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var (cpoId, id) = (input.PathPartyId(), input.PathUuid("location_id"));
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await cpos.FindAsync(tenant.OrganizationId, cpoId, ct) is not { } cpo)
            return CpoRoutes.Missing(http);
        return await deletion.DeleteLocationAsync(cpo.Party, id, ct) ? ApiResults.NoContent() : OcpiLocationRoutes.Missing(http, id);
    }
}
