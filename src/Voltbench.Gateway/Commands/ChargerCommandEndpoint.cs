using System.Buffers;
using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary>What all commands of family A have in common: one charger, a bounded wait, and how the outcome becomes a status.</summary>
internal static class ChargerCommandEndpoint
{
    private const int MaxIdLength = 64;

    public static RouteHandlerBuilder MapChargerCommand(this IEndpointRouteBuilder routes, ChargerCommandSpec command) =>
        routes.MapPost(
                $"/ocpp/commands/{command.Path}",
                (HttpContext http, Tenant tenant, CommandDispatch dispatch, CommandSettings settings, CancellationToken ct)
                    => PostAsync(http, tenant, dispatch, settings, command, ct))
            .Describe(FleetCommandEndpoint.OperationId(command.Path), command.Summary)
            .Also(
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status503ServiceUnavailable,
                StatusCodes.Status504GatewayTimeout);

    private static async Task<Answer> PostAsync(
        HttpContext http, Tenant tenant, CommandDispatch dispatch, CommandSettings settings, ChargerCommandSpec command, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var body = (await input.BodyAsync(ct)).AsObject();
        var id = ReadTarget(body, input.Violations);
        var given = command.EventIsOptional && (!body.Has("event") || body.Required("event").IsNull) ? default : body.Required("event");
        var read = command.Read(given);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await dispatch.FindAsync(tenant.OrganizationId, id, ct) is not { } charger)
            return ApiResults.NotFound($"There is no charger '{id}'.");

        var message = read.Command(charger);
        if (input.Violations.Any)
            return input.Violations.Result;
        var limit = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        return await dispatch.AskAsync(charger, message!, limit, ct) switch
        {
            null => ApiResults.Problem(
                StatusCodes.Status504GatewayTimeout, $"The charger has not answered within {limit.TotalSeconds} s; it may still do what it was asked."),
            { Status: CommandStatus.Accepted } outcome => Done(read, charger, outcome.Data ?? default),
            { Status: CommandStatus.Busy, Detail: var detail } =>
                ApiResults.Problem(StatusCodes.Status503ServiceUnavailable, detail ?? "The charger's queue is full; try again.") with { RetryAfterSeconds = 1 },
            { Detail: var detail } => ApiResults.Conflict(detail ?? "The charger refused."),
        };
    }

    private static string ReadTarget(BodyObject body, Violations violations)
    {
        var target = body.Object("target");
        var id = target.String("charger_id", min: 1, max: MaxIdLength);
        foreach (var other in (ReadOnlySpan<string>)["location_id", "charger_ids"])
        {
            if (target.Has(other) && target.Required(other) is { IsNull: false })
                violations.Add(target.Loc[other], ViolationType.ValueError("this command is for one charger, named by charger_id"), Echo.Json(target.Json));
        }

        return id;
    }

    private static Answer Done(ReadQuestion read, CommandRecipient charger, JsonElement told)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            read.Answer(json, charger, told);
            json.WriteEndObject();
        }

        return new Answer(StatusCodes.Status200OK, buffer.WrittenMemory);
    }
}

/// <summary>Whom a command is for that waits for its outcome.</summary>
public sealed record ChargerTargetBody(string ChargerId);

/// <summary>Body of a command to one charger.</summary>
public sealed record ChargerCommandRequest<T>(ChargerTargetBody Target, T Event);

/// <summary>Body of a command to one charger that needs no event.</summary>
public sealed record PlainChargerCommandRequest<T>(ChargerTargetBody Target, T? Event = default);

/// <summary>Nothing needs to be said.</summary>
public sealed record NoEvent;
