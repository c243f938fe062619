using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>PUT /ocpp/chargers/{charger_id}</c></summary>
internal static class UpdateCharger
{
    public static void MapUpdateCharger(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/ocpp/chargers/{charger_id}", Put).Describe("update_charger", "Change a charger; only what is supplied changes")
            .Takes<UpdateChargerBody>()
            .Answers<ChargerBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<Answer> Put(
        HttpContext http, Tenant tenant, LabDatabase database, ChargerWriter writer, ChargerReader reader, ChargerViews views, OwnCsms csms, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathText("charger_id");
        var change = ChargerInput.Change((await input.BodyAsync(ct)).AsObject(), csms.Rule(http, tenant));
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await reader.FindAsync(tenant.OrganizationId, id, ct) is null)
            return GetCharger.Missing(id);

        var refusal = await database.WriteAsync<Answer?>(
            async tx =>
            {
                if (change.LocationId is { } location && !await ChargerLocations.HoldAsync(tx, tenant.OrganizationId, location, ct))
                    return ApiResults.NotFound($"There is no location {location}.");
                var outcomes = await writer.ChangeAsync(tx, tenant.OrganizationId, null, [id], change, ct);
                return outcomes.Count == 0 ? GetCharger.Missing(id)
                    : outcomes[0].Refusal is { } why ? ChargerInput.Refuse(why)
                    : null;
            },
            ct);
        return refusal
            ?? (await reader.FindAsync(tenant.OrganizationId, id, ct) is { } changed
                ? ApiResults.Ok(views.Show(changed), ChargersJson.Default.ChargerBody)
                : GetCharger.Missing(id));
    }
}
