using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Outbox;

namespace Voltbench.Gateway.OcpiOutbox;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/outbox/{message_id}/retry</c></summary>
internal static class RetryOutboxMessage
{
    public static void MapRetryOutboxMessage(this IEndpointRouteBuilder routes, PartySide side) =>
        routes.MapPost($"{side.Base}/outbox/{{message_id}}/retry", (HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct) => PostAsync(side, http, tenant, outbox, ct))
            .Describe($"retry_{side.Noun}_outbox_message", $"Try a message of a simulated {side.Name} again now")
            .Answers<OutboxRetriedBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> PostAsync(PartySide side, HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var party = side.Read(input, tenant);
        var id = input.PathNumber("message_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await outbox.RetryAsync(party, id, null, ct) is not { } retried)
            return side.Missing(party);
        return retried == 0
            ? OutboxRoutes.NoMessage(side, party, id)
            : ApiResults.Json(StatusCodes.Status202Accepted, new OutboxRetriedBody(retried), OutboxJson.Default.OutboxRetriedBody);
    }
}
