using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>POST /ocpi/emsps/{emsp_id}/handshake</c></summary>
internal static class StartHandshake
{
    private const int MaxToken = 64;
    private const int MaxUrl = 2_000;

    public static void MapStartHandshake(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/emsps/{emsp_id}/handshake", Post)
            .Describe("start_emsp_handshake", "Register with a CPO: its versions, its details, credentials")
            .Takes<HandshakeBody>()
            .Answers<EmspPeerBody>(StatusCodes.Status200OK)
            .Also(404, 502);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, EmspStore emsps, Handshake handshake, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var body = (await input.BodyAsync(ct)).AsObject();
        var token = body.String("token", 1, MaxToken);
        var url = body.String("url", 1, MaxUrl);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is not { } row)
            return EmspRoutes.Missing(id);
        var emsp = row.ToParty(tenant.OrganizationId);
        var result = await handshake.StartAsync(emsp, url, token, emsp.PublicBase, ct);
        return result.Peer is { } peer
            ? ApiResults.Ok(EmspPeerBody.Of(peer), EmspsJson.Default.EmspPeerBody)
            : ApiResults.Problem(StatusCodes.Status502BadGateway, $"{result.Fault!.Message} (OCPI {result.Fault.StatusCode})");
    }
}
