using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>POST /ocpi/emsps/{emsp_id}/requests</c>: any request with the eMSP's token, right or wrong, to see what the CPO makes of it.</summary>
internal static class SendRequest
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] Roles = ["SENDER", "RECEIVER"];

    public static void MapSendRequest(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/emsps/{emsp_id}/requests", Post).Describe("send_emsp_request", "Send any OCPI request to the CPO")
            .Takes<SendRequestBody>()
            .Answers<RequestAnswerBody>(StatusCodes.Status200OK)
            .Also(400, 404, 409);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, EmspRequests requests, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var body = (await input.BodyAsync(ct)).AsObject();
        var method = body.Enum("method", Methods);
        var module = body.String("module", 1, 64);
        _ = ModuleSides.TryParse(body.OptionalEnum("role", Roles).Value ?? "SENDER", out var side);
        var path = body.OptionalString("path", 0, 2_000).Value ?? "";
        var content = body.Optional<JsonElement?>("body", nullable: true, static v => v.Json).Value;
        var peerId = body.OptionalInt("peer_id", 1).Value;
        if (input.Violations.Any)
            return input.Violations.Result;
        var (emsp, cpo, refusal) = await emsps.FindPeerAsync(peers, tenant, id, peerId, ct);
        if (emsp is null || cpo is null)
            return refusal!;
        if (cpo.Endpoint(module, side) is not { } endpoint)
            return ApiResults.Conflict($"Peer {cpo.Id} has no {side.Name()} endpoint for '{module}'.");
        if (!TryUrl(endpoint, path, out var url))
            return ApiResults.BadRequest("path must lead behind the endpoint's URL.");
        return ApiResults.Ok(Body(await requests.SendAsync(emsp, cpo, module, new HttpMethod(method), url, content, ct)), EmspsJson.Default.RequestAnswerBody);
    }

    // The token goes with it: it stays with the host and below the endpoint.
    private static bool TryUrl(Uri endpoint, string path, [NotNullWhen(true)] out Uri? url)
    {
        var root = PartyLinks.Below(endpoint, "").GetLeftPart(UriPartial.Path).TrimEnd('/');
        var separator = path.Length == 0 || path[0] == '?' ? "" : "/";
        return Uri.TryCreate($"{root}{separator}{path.TrimStart('/')}", UriKind.Absolute, out url)
            && (url.GetLeftPart(UriPartial.Path) == root || url.GetLeftPart(UriPartial.Path).StartsWith(root + "/", StringComparison.Ordinal));
    }

    private static RequestAnswerBody Body(OcpiOutcome outcome) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.Kind.ToString()),
        outcome.HttpStatus,
        outcome.StatusCode,
        outcome.StatusMessage,
        outcome.Data,
        outcome.TotalCount,
        outcome.NextLink?.ToString(),
        outcome.Detail);
}
