using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Locations;

/// <summary><c>GET /ocpp/locations</c></summary>
internal static class ListLocations
{
    public static void MapListLocations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/locations", Get).Describe("list_locations", "List locations")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<LocationBody>>(StatusCodes.Status200OK);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, LocationReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        var (rows, total) = await reader.ListAsync(tenant.OrganizationId, page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of(rows.Select(LocationBody.Of).ToList(), total), LocationsJson.Default.PageLocationBody);
    }
}
