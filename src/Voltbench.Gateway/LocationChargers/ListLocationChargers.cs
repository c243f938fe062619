using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.LocationChargers;

/// <summary><c>GET /ocpp/locations/{location_id}/chargers</c></summary>
internal static class ListLocationChargers
{
    public static void MapListLocationChargers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/locations/{location_id}/chargers", Get).Describe("list_location_chargers", "List the chargers of a location")
            .Query(QueryParameter.Page, QueryParameter.Limit, QueryParameter.ChargerIds)
            .Answers<Page<ChargerBody>>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, ChargerReader reader, ChargerViews views, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var location = input.PathUuid("location_id");
        var page = input.Query.Page();
        var ids = input.Query.Strings("charger_ids");
        if (input.Violations.Any)
            return input.Violations.Result;
        if (!await reader.LocationExistsAsync(tenant.OrganizationId, location, ct))
            return LocationChargerRoutes.NoLocation(location);
        var filter = new ChargerFilter(location, ids.Count == 0 ? null : ids);
        var (chargers, total) = await reader.ListAsync(tenant.OrganizationId, filter, page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of<ChargerBody>([.. chargers.Select(views.Show)], total), ChargersJson.Default.ChargerPage);
    }
}
