using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>GET /ocpp/chargers/{charger_id}/status</c></summary>
internal static class GetChargerStatus
{
    public static void MapGetChargerStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/chargers/{charger_id}/status", Get).Describe("get_charger_status", "How far the creation of a charger is")
            .Answers<ChargerStatusBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, ChargerReader reader, CancellationToken ct)
    {
        var id = new RequestReader(http).PathText("charger_id");
        if (await reader.FindAsync(tenant.OrganizationId, id, ct) is not { } charger)
            return GetCharger.Missing(id);
        var answer = ApiResults.Ok(ChargerViews.Status(charger), ChargersJson.Default.ChargerStatusBody);
        return charger.Status is "READY" or "FAILED" ? answer : answer with { RetryAfterSeconds = 1 };
    }
}
