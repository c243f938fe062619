using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Outbox;

namespace Voltbench.Gateway.OcpiOutbox;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/peers/{peer_id}/push</c></summary>
internal static class PushAll
{
    public static void MapPushAll(this IEndpointRouteBuilder routes) =>
        routes.MapPost($"{PartySide.Cpo.Base}/peers/{{peer_id}}/push", PostAsync)
            .Describe("push_all_to_peer", "Push all locations and tariffs of a CPO to a peer")
            .Answers<OutboxQueuedBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> PostAsync(HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var party = PartySide.Cpo.Read(input, tenant);
        var peer = input.PathNumber("peer_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        return await outbox.PushAllAsync(party, peer, ct) is { } queued
            ? ApiResults.Json(StatusCodes.Status202Accepted, new OutboxQueuedBody(queued), OutboxJson.Default.OutboxQueuedBody)
            : ApiResults.NotFound($"There is no CPO {party.Id} with a peer {peer}.");
    }
}
