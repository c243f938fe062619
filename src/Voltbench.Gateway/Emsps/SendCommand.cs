using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>POST /ocpi/emsps/{emsp_id}/commands/{command}</c></summary>
internal static class SendCommand
{
    public const int MaxWaitSeconds = 120;

    public static readonly QueryParameter WaitParameter =
        new("wait_seconds", QueryKind.Integer, "How long to wait for the result, s.") { Minimum = 0, Maximum = MaxWaitSeconds, Default = 0 };

    public static void MapSendCommand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/emsps/{emsp_id}/commands/{command}", Post)
            .Describe("send_emsp_command", "Send a command to the CPO: start-session, stop-session, reserve-now, cancel-reservation, unlock-connector")
            .Takes<SendCommandBody>()
            .Answers<EmspCommandBody>(StatusCodes.Status202Accepted)
            .Also(400, 404, 409);

    private static async Task<Answer> Post(
        HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, EmspTokens tokens, EmspCommands commands, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        if (!CommandInput.Names.TryGetValue(input.PathText("command"), out var command))
            return ApiResults.NotFound($"There is no command '{input.PathText("command")}'; there are {string.Join(", ", CommandInput.Names.Keys)}.");
        var wanted = CommandInput.Read((await input.BodyAsync(ct)).AsObject(), command);
        if (input.Violations.Any)
            return input.Violations.Result;
        var (emsp, cpo, refusal) = await emsps.FindPeerAsync(peers, tenant, id, wanted.PeerId, ct);
        if (emsp is null || cpo is null)
            return refusal!;
        if (cpo.Endpoint("commands", ModuleSide.Receiver) is not { } endpoint)
            return ApiResults.Conflict($"Peer {cpo.Id} has no receiver endpoint for commands.");
        EmspToken? token = null;
        if (wanted.TokenUid is { } uid && (token = await tokens.FindAsync(id, uid, wanted.TokenType, ct)) is null)
            return ApiResults.NotFound($"eMSP {id} has no token '{uid}'.");

        var commandId = Guid.CreateVersion7();
        var (json, fault) = wanted.Write(emsp.Version, command, token, ResponseUrl(emsp, "commands", command, commandId));
        if (fault is not null)
            return ApiResults.BadRequest($"The command would not be valid: {fault}.");
        var sent = await commands.SendAsync(commandId, emsp, cpo, command, HttpMethod.Post, PartyLinks.Below(endpoint, command), json, ct);
        if (wanted.WaitSeconds > 0 && sent.Error is null)
            sent = await commands.WaitAsync(id, commandId, TimeSpan.FromSeconds(wanted.WaitSeconds), ct) ?? sent;
        return ApiResults.Json(StatusCodes.Status202Accepted, EmspCommandBody.Of(id, sent), EmspsJson.Default.EmspCommandBody);
    }

    public static string ResponseUrl(Party emsp, string module, string command, Guid id) =>
        $"{emsp.PublicBase}{PartyLinks.Prefix(emsp.Version, PartyRole.Emsp)}/{module}/{command}/{id}";
}
