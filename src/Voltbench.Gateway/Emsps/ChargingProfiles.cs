using System.Globalization;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.ChargingProfiles;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>PUT, GET, DELETE /ocpi/emsps/{emsp_id}/charging-profiles/{session_id}</c> (OCPI 2.2.1 mod_charging_profiles).</summary>
internal static class ChargingProfiles
{
    private const string Module = "chargingprofiles";
    private const int MaxDurationSeconds = 7 * 24 * 3600;

    private static readonly QueryParameter Duration =
        new("duration", QueryKind.Integer, "Length of the active profile asked for, s.") { Minimum = 1, Maximum = MaxDurationSeconds, Default = 3600 };

    private static readonly QueryParameter PeerId = new("peer_id", QueryKind.Integer, "Needed when there is more than one CPO.") { Minimum = 1 };

    public static void MapChargingProfiles(this IEndpointRouteBuilder routes)
    {
        const string Path = "/ocpi/emsps/{emsp_id}/charging-profiles/{session_id}";
        routes.MapPut(Path, Put).Describe("set_emsp_charging_profile", "Ask the CPO to follow a charging profile in a session")
            .Takes<PutChargingProfileBody>()
            .Answers<EmspCommandBody>(StatusCodes.Status202Accepted).Also(400, 404, 409);
        routes.MapGet(Path, Get).Describe("get_emsp_active_charging_profile", "Ask the CPO for the active charging profile of a session")
            .Query(Duration, SendCommand.WaitParameter, PeerId)
            .Answers<EmspCommandBody>(StatusCodes.Status202Accepted).Also(404, 409);
        routes.MapDelete(Path, Delete).Describe("clear_emsp_charging_profile", "Ask the CPO to forget the charging profile of a session")
            .Query(SendCommand.WaitParameter, PeerId)
            .Answers<EmspCommandBody>(StatusCodes.Status202Accepted).Also(404, 409);
    }

    private static async Task<Answer> Put(HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, EmspCommands commands, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var body = (await input.BodyAsync(ct)).AsObject();
        var profile = body.Object("charging_profile");
        var wait = body.OptionalInt("wait_seconds", 0, SendCommand.MaxWaitSeconds).Value ?? 0;
        var peerId = body.OptionalInt("peer_id", 1).Value;
        if (input.Violations.Any)
            return input.Violations.Result;
        return await SendAsync(emsps, peers, commands, tenant, id, input.PathText("session_id"), peerId, "SET_CHARGING_PROFILE", HttpMethod.Put, wait, Body, ct);

        (string Json, string Query, string? Fault) Body(string responseUrl)
        {
            var json = new JsonObject { ["charging_profile"] = JsonNode.Parse(profile.Json.GetRawText()), ["response_url"] = responseUrl }.ToJsonString(OcpiText.Relaxed);
            return (json, "", OcpiRules.Check<SetChargingProfile>(System.Text.Encoding.UTF8.GetBytes(json))?.ToString());
        }
    }

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, EmspCommands commands, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var duration = input.Query.Int(Duration.Name, 1, MaxDurationSeconds, 3600);
        var wait = input.Query.Int(SendCommand.WaitParameter.Name, 0, SendCommand.MaxWaitSeconds, 0);
        var peerId = input.Query.Int(PeerId.Name, 1, int.MaxValue, 0);
        if (input.Violations.Any)
            return input.Violations.Result;
        return await SendAsync(
            emsps, peers, commands, tenant, id, input.PathText("session_id"), peerId == 0 ? null : peerId, "GET_ACTIVE_PROFILE", HttpMethod.Get, wait,
            url => ("{}", string.Create(CultureInfo.InvariantCulture, $"?duration={duration}&response_url={Uri.EscapeDataString(url)}"), null), ct);
    }

    private static async Task<Answer> Delete(HttpContext http, Tenant tenant, EmspStore emsps, PeerDirectory peers, EmspCommands commands, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var wait = input.Query.Int(SendCommand.WaitParameter.Name, 0, SendCommand.MaxWaitSeconds, 0);
        var peerId = input.Query.Int(PeerId.Name, 1, int.MaxValue, 0);
        if (input.Violations.Any)
            return input.Violations.Result;
        return await SendAsync(
            emsps, peers, commands, tenant, id, input.PathText("session_id"), peerId == 0 ? null : peerId, "CLEAR_CHARGING_PROFILE", HttpMethod.Delete, wait,
            static url => ("{}", $"?response_url={Uri.EscapeDataString(url)}", null), ct);
    }

    private static async Task<Answer> SendAsync(
        EmspStore emsps, PeerDirectory peers, EmspCommands commands, Tenant tenant, long id, string sessionId, int? peerId, string command, HttpMethod method, int wait,
        Func<string, (string Json, string Query, string? Fault)> write, CancellationToken ct)
    {
        var (emsp, cpo, refusal) = await emsps.FindPeerAsync(peers, tenant, id, peerId, ct);
        if (emsp is null || cpo is null)
            return refusal!;
        if (cpo.Endpoint(Module, ModuleSide.Receiver) is not { } endpoint)
            return ApiResults.Conflict($"Peer {cpo.Id} has no receiver endpoint for {Module}; OCPI 2.1.1 has no such module.");
        var commandId = Guid.CreateVersion7();
        var (json, query, fault) = write(SendCommand.ResponseUrl(emsp, Module, command, commandId));
        if (fault is not null)
            return ApiResults.BadRequest($"The profile would not be valid: {fault}.");
        var url = PartyLinks.Below(endpoint, Uri.EscapeDataString(sessionId) + query);
        var sent = await commands.SendAsync(commandId, emsp, cpo, command, method, url, json, ct);
        if (wait > 0 && sent.Error is null)
            sent = await commands.WaitAsync(id, commandId, TimeSpan.FromSeconds(wait), ct) ?? sent;
        return ApiResults.Json(StatusCodes.Status202Accepted, EmspCommandBody.Of(id, sent), EmspsJson.Default.EmspCommandBody);
    }
}
