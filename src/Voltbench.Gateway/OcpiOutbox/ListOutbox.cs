using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Outbox;

namespace Voltbench.Gateway.OcpiOutbox;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/outbox</c></summary>
internal static class ListOutbox
{
    /// <summary>Shared with the retry of all.</summary>
    public static readonly QueryParameter Peer = new("peer_id", QueryKind.Text, "Only messages for this peer.");

    public static void MapListOutbox(this IEndpointRouteBuilder routes, PartySide side) =>
        routes.MapGet($"{side.Base}/outbox", (HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct) => GetAsync(side, http, tenant, outbox, ct))
            .Describe($"list_{side.Noun}_outbox", $"List the messages of a simulated {side.Name} that wait for a peer or were given up")
            .Query(
                QueryParameter.Page,
                QueryParameter.Limit,
                new QueryParameter("status", QueryKind.Text, "Only those that wait (PENDING) or were given up (DEAD).") { Values = ["PENDING", "DEAD"] },
                Peer)
            .Answers<Page<OutboxMessageBody>>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> GetAsync(PartySide side, HttpContext http, Tenant tenant, OutboxView outbox, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var party = side.Read(input, tenant);
        var page = input.Query.Page();
        var status = input.Query.Enum("status", "PENDING", "DEAD");
        var peer = input.Query.Number("peer_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await outbox.ListAsync(party, status, peer, page.Offset, page.Limit, ct) is not var (items, total))
            return side.Missing(party);
        return ApiResults.Ok(page.Of<OutboxMessageBody>([.. items.Select(OutboxMessageBody.Of)], total), OutboxJson.Default.OutboxPage);
    }
}
