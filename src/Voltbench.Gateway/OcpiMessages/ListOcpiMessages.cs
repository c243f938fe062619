using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Messages;

namespace Voltbench.Gateway.OcpiMessages;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/messages</c> and the same of an eMSP.</summary>
internal static class ListOcpiMessages
{
    private const int MaxLimit = 1000;
    private const int DefaultLimit = 100;

    public static void MapOcpiMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("ocpi");
        Map(group, PartySide.Cpo);
        Map(group, PartySide.Emsp);
    }

    private static void Map(IEndpointRouteBuilder routes, PartySide side) =>
        routes.MapGet($"{side.Base}/messages", (HttpContext http, Tenant tenant, MessageReader reader, CancellationToken ct) => GetAsync(side, http, tenant, reader, ct))
            .Describe($"list_{side.Noun}_messages", $"Read what went over the wire between a simulated {side.Name} and its peers")
            .Query(
                new QueryParameter("direction", QueryKind.Text, "Only calls by peers (in) or by us (out).") { Values = ["in", "out"] },
                new QueryParameter("module", QueryKind.Text, "Only this module of OCPI."),
                new QueryParameter("peer_id", QueryKind.Text, "Only this peer."),
                new QueryParameter("limit", QueryKind.Integer, "Messages of the answer.") { Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit },
                new QueryParameter("offset", QueryKind.Integer, "Messages to skip.") { Minimum = 0, Default = 0 },
                new QueryParameter("order", QueryKind.Text, "Newest first (desc, the default) or oldest first.") { Values = ["desc", "asc"] })
            .Answers<OcpiMessagePage>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> GetAsync(PartySide side, HttpContext http, Tenant tenant, MessageReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var party = side.Read(input, tenant);
        var query = input.Query;
        var filter = new MessageFilter
        {
            Direction = query.Enum("direction", "in", "out") switch
            {
                "in" => MessageDirection.In,
                "out" => MessageDirection.Out,
                _ => null,
            },
            Module = query.String("module", max: 64),
            PeerId = query.Number("peer_id"),
            Limit = query.Int("limit", 1, MaxLimit, DefaultLimit),
            Offset = query.Int("offset", 0, int.MaxValue, 0),
            Ascending = query.Enum("order", "desc", "asc") == "asc",
        };
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await reader.ReadAsync(party, filter, ct) is not { } page)
            return side.Missing(party);
        return ApiResults.Ok(new OcpiMessagePage([.. page.Rows.Select(OcpiMessageBody.Of)], page.Total, filter.Limit, filter.Offset), OcpiMessagesJson.Default.OcpiMessagePage);
    }
}
