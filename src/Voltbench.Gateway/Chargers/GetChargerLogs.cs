using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.FrameLog;

namespace Voltbench.Gateway.Chargers;

/// <summary><c>GET /ocpp/chargers/{charger_id}/logs</c></summary>
internal static class GetChargerLogs
{
    private const int MaxLimit = 1000;
    private const int DefaultLimit = 100;

    /// <summary>Shared with the live stream.</summary>
    public static readonly QueryParameter MarksParameter = new(
        "marks", QueryKind.Boolean, "True shows what was never on the wire as well: lost frames and what was done to the station.");

    public static void MapGetChargerLogs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/chargers/{charger_id}/logs", Get).Describe("get_charger_logs", "Read the OCPP frames of a charger")
            .Query(
                new QueryParameter("start_date", QueryKind.DateTime, "First instant, inclusive."),
                new QueryParameter("end_date", QueryKind.DateTime, "Last instant, inclusive."),
                new QueryParameter("event", QueryKind.Text, "OCPP action."),
                new QueryParameter("limit", QueryKind.Integer, "Frames of the answer.") { Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit },
                new QueryParameter("offset", QueryKind.Integer, "Frames to skip.") { Minimum = 0, Default = 0 },
                new QueryParameter("order", QueryKind.Text, "Newest first (desc, the default) or oldest first.") { Values = ["desc", "asc"] },
                MarksParameter)
            .Answers<ChargerLogPage>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, ChargerReader chargers, FrameReader frames, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathText("charger_id");
        var query = input.Query;
        var filter = new FrameFilter
        {
            From = query.DateTime("start_date"),
            To = query.DateTime("end_date"),
            Action = query.String("event", max: 64),
            Limit = query.Int("limit", 1, MaxLimit, DefaultLimit),
            Offset = query.Int("offset", 0, int.MaxValue, 0),
            Ascending = query.Enum("order", "desc", "asc") == "asc",
            Marks = query.Bool("marks", fallback: false),
        };
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await chargers.FindAsync(tenant.OrganizationId, id, ct) is not { } charger)
            return GetCharger.Missing(id);

        var page = await frames.ReadAsync(charger.Key, filter, ct);
        var body = new ChargerLogPage([.. page.Rows.Select(ChargerLogItem.Of)], page.Total, filter.Limit, filter.Offset);
        return ApiResults.Ok(body, ChargersJson.Default.ChargerLogPage);
    }
}
