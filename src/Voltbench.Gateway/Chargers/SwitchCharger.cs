using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>POST /ocpp/chargers/{charger_id}/start-charger</c>, <c>/stop-charger</c> and <c>/restart-charger</c></summary>
internal static class SwitchCharger
{
    private delegate Task<DesiredOutcome?> Change(DesiredStates states, Guid organizationId, string id, CancellationToken ct);

    public static void MapSwitchCharger(this IEndpointRouteBuilder routes)
    {
        Map(routes, "start", "Switch a charger on", static (states, organization, id, ct) => states.StartAsync(organization, id, ct));
        Map(routes, "stop", "Switch a charger off", static (states, organization, id, ct) => states.StopAsync(organization, id, ct));
        Map(routes, "restart", "Switch a charger off and on", static (states, organization, id, ct) => states.RestartAsync(organization, id, ct));
    }

    private static void Map(IEndpointRouteBuilder routes, string verb, string summary, Change change) =>
        routes.MapPost(
                $"/ocpp/chargers/{{charger_id}}/{verb}-charger",
                (HttpContext http, Tenant tenant, DesiredStates states, CancellationToken ct) => PostAsync(http, tenant, states, verb, change, ct))
            .Describe($"{verb}_charger", summary)
            .Takes<SwitchChargerRequest>(optional: true)
            .Answers<SwitchedChargerBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> PostAsync(HttpContext http, Tenant tenant, DesiredStates states, string verb, Change change, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathText("charger_id");
        _ = (await input.OptionalBodyAsync(ct)).AsObject();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await change(states, tenant.OrganizationId, id, ct) is not { } outcome)
            return GetCharger.Missing(id);

        var body = new SwitchedChargerBody(
            outcome.Id,
            $"{verb}_charger",
            outcome.OcppVersion,
            new SwitchedChargerPayload("voltbench", "actor", outcome.Id, outcome.Running ? 1 : 0, "ACTIVE"));
        return ApiResults.Json(StatusCodes.Status202Accepted, body, ChargersJson.Default.SwitchedChargerBody);
    }
}

/// <summary>Nothing needs to be said.</summary>
public sealed record SwitchChargerRequest;

/// <summary>What a charger should do from now on.</summary>
public sealed record SwitchedChargerBody(string Id, string EventType, string OcppVersion, SwitchedChargerPayload Payload);

/// <param name="Provider">Who runs it.</param>
/// <param name="RuntimeKind">As what.</param>
/// <param name="ServiceName">The charger's id.</param>
/// <param name="DesiredCount">1 = running, 0 = stopped.</param>
/// <param name="Status">Always <c>ACTIVE</c>: the wish is stored.</param>
public sealed record SwitchedChargerPayload(string Provider, string RuntimeKind, string ServiceName, int DesiredCount, string Status);
