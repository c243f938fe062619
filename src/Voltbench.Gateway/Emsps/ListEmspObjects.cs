using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>GET /ocpi/emsps/{emsp_id}/objects</c></summary>
internal static class ListEmspObjects
{
    private static readonly string[] Modules = ["locations", "tariffs", "sessions", "cdrs"];

    public static void MapListEmspObjects(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/emsps/{emsp_id}/objects", Get).Describe("list_emsp_objects", "List what a simulated eMSP was told, pushed or pulled")
            .Query(QueryParameter.Page, QueryParameter.Limit, new QueryParameter("module", QueryKind.Text, "Only of this module.") { Values = Modules })
            .Answers<Page<ReceivedObjectBody>>(StatusCodes.Status200OK)
            .Also(404);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, EmspStore emsps, ReceivedObjects received, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var page = input.Query.Page();
        var module = input.Query.Enum("module", Modules);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is null)
            return EmspRoutes.Missing(id);
        var (rows, total) = await received.ListAsync(id, module, page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of(rows.Select(ReceivedObjectBody.Of).ToList(), total), EmspsJson.Default.PageReceivedObjectBody);
    }
}
