using System.Security.Cryptography;
using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary>What all commands of family B have in common: target, delivery, answer.</summary>
internal static class FleetCommandEndpoint
{
    private const int MaxIdLength = 64;
    private const int MaxIds = 10_000;

    public static RouteHandlerBuilder MapFleetCommand(this IEndpointRouteBuilder routes, FleetCommand command) =>
        routes.MapPost(
                $"/ocpp/commands/{command.Path}",
                (HttpContext http, Tenant tenant, CommandDispatch dispatch, CancellationToken ct) => PostAsync(http, tenant, dispatch, command, ct))
            .Describe(OperationId(command.Path), command.Summary)
            .Answers<FleetCommandBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status404NotFound);

    /// <summary><c>cache/reset</c> is <c>command_cache_reset</c>.</summary>
    public static string OperationId(string path) => "command_" + path.Replace('-', '_').Replace('/', '_');

    private static async Task<Answer> PostAsync(HttpContext http, Tenant tenant, CommandDispatch dispatch, FleetCommand command, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var body = (await input.BodyAsync(ct)).AsObject();
        var target = ReadTarget(body, input.Violations);
        var given = command.EventIsOptional ? body.OptionalObject("event").Value ?? default : body.Object("event");
        var read = command.Read(given);
        if (input.Violations.Any)
            return input.Violations.Result;

        var receipts = await dispatch.SendAsync(tenant.OrganizationId, target, read.Command, read.Refuse, ct);
        if (receipts is null)
            return Missing(target);

        return ApiResults.Json(StatusCodes.Status202Accepted, Answer(command.Kind.Name, read.Payload, receipts), CommandsJson.Default.FleetCommandBody);
    }

    /// <summary>Exactly one of <c>charger_id</c> and <c>location_id</c>; <c>charger_ids</c> only with the latter.</summary>
    public static CommandTarget ReadTarget(BodyObject body, Violations violations)
    {
        var target = body.Object("target");
        var charger = target.OptionalString("charger_id", min: 1, max: MaxIdLength).Value;
        var location = target.OptionalUuid("location_id").Value;
        var list = target.OptionalList("charger_ids", min: 1, max: MaxIds).Value;
        var ids = list?.Select(item => item.AsString(min: 1, max: MaxIdLength)).ToList();
        if (target.Json.ValueKind == System.Text.Json.JsonValueKind.Object && !violations.Any)
        {
            if ((charger is null) == (location is null))
                violations.Add(target.Loc, ViolationType.ValueError("exactly one of charger_id and location_id is required"), Echo.Json(target.Json));
            else if (ids is not null && location is null)
                violations.Add(target.Loc["charger_ids"], ViolationType.ValueError("charger_ids needs location_id"), Echo.Json(target.Json));
        }

        return new CommandTarget(charger, location, ids);
    }

    /// <summary>12 hex digits.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(12, lowercase: true);

    public static Answer Missing(CommandTarget target) =>
        ApiResults.NotFound(target.ChargerId is { } id ? $"There is no charger '{id}'." : $"There is no location {target.LocationId}.");

    public static FleetCommandBody Answer(string name, JsonElement payload, IReadOnlyList<CommandReceipt> receipts)
    {
        var queued = new List<QueuedCommandBody>(receipts.Count);
        var failed = new List<FailedCommandBody>();
        foreach (var receipt in receipts)
        {
            if (receipt.Error is { } error)
            {
                failed.Add(new FailedCommandBody(receipt.Id, receipt.Identity, error));
                continue;
            }

            var sent = new CommandEventBody(
                NewId(), name, receipt.OcppVersion!.ToLowerInvariant(), payload);
            queued.Add(new QueuedCommandBody(receipt.Id, receipt.Identity!, sent));
        }

        return new FleetCommandBody(receipts.Count, queued.Count, failed.Count, queued, failed);
    }
}
