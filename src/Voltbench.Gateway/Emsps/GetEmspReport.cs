using System.Globalization;
using System.Text;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>GET /ocpi/emsps/{emsp_id}/report</c></summary>
internal static class GetEmspReport
{
    public static void MapGetEmspReport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/emsps/{emsp_id}/report", Get).Describe("get_emsp_report", "What a simulated eMSP saw")
            .Answers<EmspReportBody>(StatusCodes.Status200OK)
            .Also(404);

    private static async Task<Answer> Get(
        HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, ReceivedObjects received, EmspTokens tokens, EmspCommands commands, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is not { } row)
            return EmspRoutes.Missing(id);
        var objects = await received.CountAsync(id, ct);
        var (_, tokenCount) = await tokens.ListAsync(id, null, null, 0, 1, ct);
        var (last, commandCount) = await commands.ListAsync(id, 0, 100, ct);
        var text = Markdown(row, await peers.PeersOfAsync(id, ct), objects, tokenCount, last, commandCount);
        return ApiResults.Ok(
            new EmspReportBody(id.ToString(CultureInfo.InvariantCulture), objects, tokenCount, commandCount, text), EmspsJson.Default.EmspReportBody);
    }

    private static string Markdown(
        EmspRow emsp, IReadOnlyList<Peer> peers, IReadOnlyDictionary<string, long> objects, long tokens, IReadOnlyList<EmspCommand> commands, long commandCount)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# eMSP {emsp.Id} — {emsp.Name}\n\n## Party\n\n- {emsp.CountryCode} · {emsp.PartyId} · EMSP · OCPI {emsp.OcpiVersion}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n## CPOs ({peers.Count})\n\n");
        foreach (var peer in peers)
            text.Append(CultureInfo.InvariantCulture, $"- {peer.Id} · {peer.CountryCode} · {peer.PartyId} · {peer.Endpoints.Count} endpoints\n");
        text.Append(CultureInfo.InvariantCulture, $"\n## Tokens ({tokens})\n\n## Received\n\n");
        foreach (var (module, count) in objects)
            text.Append(CultureInfo.InvariantCulture, $"- {module}: {count}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n## Commands ({commandCount})\n\n");
        foreach (var command in commands)
            text.Append(CultureInfo.InvariantCulture, $"- {command.Command} · {command.Error ?? Word(command.Response) ?? "no answer"} · {Word(command.Result) ?? (command.DoneAt is null ? "no result yet" : "no result to come")}\n");
        return text.ToString();
    }

    private static string? Word(string? json)
    {
        if (json is null)
            return null;
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("result", out var word) ? word.ToString() : "?";
    }
}
