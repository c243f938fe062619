using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Csms;

/// <summary><c>GET /csms/stations/{identity}</c></summary>
internal static class GetStation
{
    public static void MapGetStation(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/csms/stations/{identity}", Get).Describe("get_csms_station", "Get a station connected to the built-in CSMS on this node")
            .Answers<CsmsStationBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    public static Answer Missing(string identity) => ApiResults.NotFound($"No station '{identity}' is connected to this node.");

    public static Answer MissingEverywhere(string identity) => ApiResults.NotFound($"No station '{identity}' is connected.");

    private static Answer Get(HttpContext http, Tenant tenant, CsmsServer csms)
    {
        var identity = new RequestReader(http).PathText("identity");
        return csms.Find(new StationId(tenant.OrganizationId, identity)) is { } station
            ? ApiResults.Ok(CsmsStationBody.Of(station), CsmsJson.Default.CsmsStationBody)
            : Missing(identity);
    }
}
