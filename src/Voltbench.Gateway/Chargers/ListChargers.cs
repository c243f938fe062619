using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>GET /ocpp/chargers</c></summary>
internal static class ListChargers
{
    public static void MapListChargers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/chargers", Get).Describe("list_chargers", "List chargers, optionally of one location")
            .Query(new QueryParameter("location_id", QueryKind.Uuid, "Only chargers of this location."), QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<ChargerBody>>(StatusCodes.Status200OK);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, ChargerReader reader, ChargerViews views, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        var location = input.Query.Uuid("location_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        var (chargers, total) = await reader.ListAsync(tenant.OrganizationId, new ChargerFilter(location), page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of<ChargerBody>([.. chargers.Select(views.Show)], total), ChargersJson.Default.ChargerPage);
    }
}
