using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/locations/{location_id}</c></summary>
internal static class GetOcpiLocation
{
    public static void MapGetOcpiLocation(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/locations/{location_id}", Get).Describe("get_ocpi_location", "Get a location of a CPO")
            .Answers<OcpiLocationBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, SiteOwners cpos, SiteViewReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var (cpoId, id) = (input.PathPartyId(), input.PathUuid("location_id"));
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await cpos.FindAsync(tenant.OrganizationId, cpoId, ct) is not { } cpo)
            return CpoRoutes.Missing(http);
        return await reader.FindAsync(cpo.Party, id, ct) is { } site
            ? ApiResults.Ok(OcpiLocationViews.Show(site), OcpiLocationsJson.Default.OcpiLocationBody)
            : OcpiLocationRoutes.Missing(http, id);
    }
}
