using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>GET /ocpp/chargers/{charger_id}</c></summary>
internal static class GetCharger
{
    public static void MapGetCharger(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/chargers/{charger_id}", Get).Describe("get_charger", "Get a charger with its runtime")
            .Answers<ChargerBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    public static Answer Missing(string id) => ApiResults.NotFound($"There is no charger '{id}'.");

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, ChargerReader reader, ChargerViews views, CancellationToken ct)
    {
        var id = new RequestReader(http).PathText("charger_id");
        return await reader.FindAsync(tenant.OrganizationId, id, ct) is { } charger
            ? ApiResults.Ok(views.Show(charger), ChargersJson.Default.ChargerBody)
            : Missing(id);
    }
}
