using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>DELETE /ocpp/chargers/{charger_id}</c></summary>
internal static class DeleteCharger
{
    public static void MapDeleteCharger(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/ocpp/chargers/{charger_id}", Delete)
            .Describe("delete_charger", "End a charger's session, close its connection and delete it")
            .AnswersNothing()
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Delete(HttpContext http, Tenant tenant, ChargerDeletion deletion, CancellationToken ct)
    {
        var id = new RequestReader(http).PathText("charger_id");
        var deleted = await deletion.DeleteAsync(tenant.OrganizationId, null, [id], ct);
        return deleted.Count == 0 ? GetCharger.Missing(id) : ApiResults.NoContent();
    }
}
