using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Outbox;

namespace Voltbench.Gateway.OcpiOutbox;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/outbox/retry</c>: all dead messages, or those for one peer.</summary>
internal static class RetryOutbox
{
    public static void MapRetryOutbox(this IEndpointRouteBuilder routes, PartySide side) =>
        routes.MapPost($"{side.Base}/outbox/retry", (HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct) => PostAsync(side, http, tenant, outbox, ct))
            .Describe($"retry_{side.Noun}_outbox", $"Try all messages of a simulated {side.Name} again that were given up")
            .Query(ListOutbox.Peer)
            .Answers<OutboxRetriedBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> PostAsync(PartySide side, HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var party = side.Read(input, tenant);
        var peer = input.Query.Number("peer_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await outbox.RetryAsync(party, null, peer, ct) is not { } retried)
            return side.Missing(party);
        return ApiResults.Json(StatusCodes.Status202Accepted, new OutboxRetriedBody(retried), OutboxJson.Default.OutboxRetriedBody);
    }
}
