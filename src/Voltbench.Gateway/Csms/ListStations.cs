using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Csms;

/// <summary><c>GET /csms/stations</c></summary>
internal static class ListStations
{
    public static void MapListStations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/csms/stations", Get).Describe("list_csms_stations", "List the stations connected to the built-in CSMS on this node")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<CsmsStationBody>>(StatusCodes.Status200OK);

    private static Answer Get(HttpContext http, Tenant tenant, CsmsServer csms)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        var offset = (int)Math.Min(page.Offset, int.MaxValue);
        var stations = csms.List(tenant.OrganizationId, offset, page.Limit, out var total);
        return ApiResults.Ok(page.Of<CsmsStationBody>([.. stations.Select(CsmsStationBody.Of)], total), CsmsJson.Default.StationPage);
    }
}
