using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/locations</c></summary>
internal static class ListOcpiLocations
{
    public static void MapListOcpiLocations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/locations", Get).Describe("list_ocpi_locations", "List the locations of a CPO")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<OcpiLocationBody>>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, SiteOwners cpos, SiteViewReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId();
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await cpos.FindAsync(tenant.OrganizationId, id, ct) is not { } cpo)
            return CpoRoutes.Missing(http);
        var (rows, total) = await reader.ListAsync(cpo.Party, page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of<OcpiLocationBody>([.. rows.Select(OcpiLocationViews.Show)], total), OcpiLocationsJson.Default.PageOcpiLocationBody);
    }
}
