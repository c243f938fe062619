using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Behavior;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Commands;

/// <summary>
/// <c>POST /ocpp/commands/behavior</c>: changes how chargers behave, at once and for good. Unlike the other commands it is stored as what should be, not handed
/// over, so that a restart of a charger, of its node or of the whole lab keeps it.
/// </summary>
internal static class BehaviorCommand
{
    private const string Name = "behavior";

    public static void MapBehavior(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpp/commands/behavior", PostAsync)
            .Describe("command_behavior", "Change how chargers behave, at once and over restarts; an empty event clears")
            .Takes<BehaviorRequest>()
            .Answers<FleetCommandBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> PostAsync(HttpContext http, Tenant tenant, BehaviorOrders orders, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var body = (await input.BodyAsync(ct)).AsObject();
        var target = FleetCommandEndpoint.ReadTarget(body, input.Violations);
        var patch = BehaviorInput.Read(body.Object("event"));
        if (input.Violations.Any)
            return input.Violations.Result;

        var order = new BehaviorPatch(patch);
        var receipts = await orders.ApplyAsync(tenant.OrganizationId, target, order, ct);
        return receipts is null
            ? FleetCommandEndpoint.Missing(target)
            : ApiResults.Json(
                StatusCodes.Status202Accepted, FleetCommandEndpoint.Answer(Name, order.Given, receipts), CommandsJson.Default.FleetCommandBody);
    }
}

/// <summary>Body of the behavior command. Only the parts that are given change; null clears a part, an empty event everything.</summary>
public sealed record BehaviorRequest(CommandTargetBody Target, BehaviorBody Event);
