using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Idempotency;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>POST /ocpp/chargers</c></summary>
internal static class CreateCharger
{
    public static void MapCreateCharger(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpp/chargers", Post).Describe("create_charger", "Create a charger and start it")
            .Takes<CreateChargerBody>().Idempotent()
            .Answers<CreatedChargerBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Answer> Post(
        HttpContext http, Tenant tenant, IdempotentWrite writes, ChargerDecisions decisions, OwnCsms csms, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var body = (await input.BodyAsync(ct)).AsObject();
        var identity = body.String("identity", 1, ChargerIdentity.MaxLength, ChargerIdentity.Pattern);
        var wish = ChargerInput.Wish(body, csms.Rule(http, tenant));
        var locationId = body.OptionalUuid("location_id").Value;
        var locationName = body.OptionalString("location_name", 1, ChargerInput.MaxNameLength).Value ?? ChargerLocations.DefaultName;
        var name = body.OptionalString("charge_point_name", 1, ChargerInput.MaxNameLength).Value;
        if (input.Violations.Any)
            return input.Violations.Result;

        var decision = decisions.Create(wish);
        if (decision.Value is not { } template)
            return ChargerInput.Refuse(decision.Refusal!);
        if ((ChargerIdentity.Check(identity) ?? ChargerDecisions.CheckIdentity(template, identity)) is { } impossible)
            return ApiResults.BadRequest(impossible);

        return await writes.RunAsync(
            http,
            input,
            tenant,
            async tx =>
            {
                if (locationId is { } given && !await ChargerLocations.HoldAsync(tx, tenant.OrganizationId, given, ct))
                    return ApiResults.NotFound($"There is no location {given}.");
                var location = locationId ?? await ChargerLocations.FindOrCreateAsync(tx, tenant.OrganizationId, locationName, ct);
                return await ChargerWriter.CreateAsync(tx, tenant.OrganizationId, location, identity, name, template, ct) is { } made
                    ? ApiResults.Json(
                        StatusCodes.Status202Accepted,
                        new CreatedChargerBody(made.Id, identity, "PROVISIONING", ChargerViews.StatusUrl(made.Id), made.WorkflowRunId),
                        ChargersJson.Default.CreatedChargerBody)
                    : ApiResults.Conflict($"A charger with the identity '{identity}' exists already.");
            },
            ct);
    }
}
