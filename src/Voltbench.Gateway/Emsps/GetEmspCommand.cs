using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>GET /ocpi/emsps/{emsp_id}/commands</c> and <c>…/commands/{command_id}</c></summary>
internal static class GetEmspCommand
{
    public static void MapListEmspCommands(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/emsps/{emsp_id}/commands", List).Describe("list_emsp_commands", "List the commands of a simulated eMSP")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<EmspCommandBody>>(StatusCodes.Status200OK)
            .Also(404);

    public static void MapGetEmspCommand(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/emsps/{emsp_id}/commands/{command_id}", Get).Describe("get_emsp_command", "Get a command of a simulated eMSP with its result")
            .Query(SendCommand.WaitParameter)
            .Answers<EmspCommandBody>(StatusCodes.Status200OK)
            .Also(404);

    private static async Task<Answer> List(HttpContext http, Tenant tenant, EmspStore emsps, EmspCommands commands, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is null)
            return EmspRoutes.Missing(id);
        var (rows, total) = await commands.ListAsync(id, page.Offset, page.Limit, ct);
        return ApiResults.Ok(page.Of(rows.Select(row => EmspCommandBody.Of(id, row)).ToList(), total), EmspsJson.Default.PageEmspCommandBody);
    }

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, EmspStore emsps, EmspCommands commands, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var command = input.PathUuid("command_id");
        var wait = input.Query.Int(SendCommand.WaitParameter.Name, 0, SendCommand.MaxWaitSeconds, 0);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is null)
            return EmspRoutes.Missing(id);
        return await commands.WaitAsync(id, command, TimeSpan.FromSeconds(wait), ct) is { } found
            ? ApiResults.Ok(EmspCommandBody.Of(id, found), EmspsJson.Default.EmspCommandBody)
            : ApiResults.NotFound($"eMSP {id} sent no command {command}.");
    }
}
