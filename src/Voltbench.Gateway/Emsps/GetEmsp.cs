using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>GET /ocpi/emsps/{emsp_id}</c></summary>
internal static class GetEmsp
{
    public static void MapGetEmsp(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/emsps/{emsp_id}", Get).Describe("get_emsp", "Get a simulated eMSP")
            .Answers<EmspBody>(StatusCodes.Status200OK)
            .Also(404);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        return await emsps.FindAsync(tenant.OrganizationId, id, ct) is { } row
            ? ApiResults.Ok(EmspBody.Of(row, await peers.PeersOfAsync(id, ct)), EmspsJson.Default.EmspBody)
            : EmspRoutes.Missing(id);
    }
}
