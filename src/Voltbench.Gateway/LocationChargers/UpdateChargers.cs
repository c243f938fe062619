using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;

namespace Voltbench.Gateway.LocationChargers;

/// <summary><c>PUT /ocpp/locations/{location_id}/chargers</c></summary>
internal static class UpdateChargers
{
    /// <summary>Ids named in one call at most.</summary>
    private const int MaxIds = 10_000;

    public static void MapUpdateChargers(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/ocpp/locations/{location_id}/chargers", Put).Describe("update_chargers", "Change many chargers of a location, each for itself")
            .Takes<UpdateChargersBody>()
            .Answers<UpdatedChargersBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Put(
        HttpContext http, Tenant tenant, LabDatabase database, ChargerWriter writer, OwnCsms csms, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var location = input.PathUuid("location_id");
        var body = (await input.BodyAsync(ct)).AsObject();
        var ids = body.OptionalList("charger_ids", 0, MaxIds).Value?.Select(id => id.AsString()).Distinct(StringComparer.Ordinal).ToList();
        var change = ChargerInput.Change(body.Object("update"), csms.Rule(http, tenant));
        if (input.Violations.Any)
            return input.Violations.Result;

        return await database.WriteAsync(
            async tx =>
            {
                if (!await ChargerLocations.HoldAsync(tx, tenant.OrganizationId, location, ct))
                    return LocationChargerRoutes.NoLocation(location);
                if (change.LocationId is { } target && !await ChargerLocations.HoldAsync(tx, tenant.OrganizationId, target, ct))
                    return LocationChargerRoutes.NoLocation(target);
                var outcomes = await writer.ChangeAsync(tx, tenant.OrganizationId, location, ids, change, ct);
                var found = outcomes.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
                var body = new UpdatedChargersBody(
                    [.. outcomes.Where(o => o.Refusal is null).Select(o => o.Id)],
                    [
                        .. outcomes.Where(o => o.Refusal is not null).Select(o => new FailedCharger(o.Id, o.Refusal!.Text)),
                        .. (ids ?? []).Where(id => !found.Contains(id)).Select(LocationChargerRoutes.NotHere),
                    ]);
                return ApiResults.Ok(body, LocationChargersJson.Default.UpdatedChargersBody);
            },
            ct);
    }
}
