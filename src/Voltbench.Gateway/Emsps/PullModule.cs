using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>POST /ocpi/emsps/{emsp_id}/pull</c>: reads a module of the CPO to its last page.</summary>
internal static class PullModule
{
    private static readonly string[] Modules = ["locations", "tariffs", "sessions", "cdrs"];

    public static void MapPullModule(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/emsps/{emsp_id}/pull", Post).Describe("pull_emsp_module", "Pull a module of the CPO, page by page")
            .Takes<PullBody>()
            .Answers<PullReportBody>(StatusCodes.Status200OK)
            .Also(404, 409);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, EmspPull pull, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var body = (await input.BodyAsync(ct)).AsObject();
        var module = body.Enum("module", Modules);
        var from = body.Optional<DateTimeOffset?>("date_from", nullable: true, static v => v.AsDateTime()).Value;
        var limit = body.OptionalInt("limit", 1, 1_000).Value;
        var peerId = body.OptionalInt("peer_id", 1).Value;
        if (input.Violations.Any)
            return input.Violations.Result;
        var (emsp, cpo, refusal) = await emsps.FindPeerAsync(peers, tenant, id, peerId, ct);
        if (emsp is null || cpo is null)
            return refusal!;
        return ApiResults.Ok(PullReportBody.Of(await pull.RunAsync(emsp, cpo, module, from, limit, ct)), EmspsJson.Default.PullReportBody);
    }
}
