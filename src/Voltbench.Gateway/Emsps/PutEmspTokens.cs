using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>POST /ocpi/emsps/{emsp_id}/tokens</c>: new tokens, and changes of known ones; the CPOs are told.</summary>
internal static class PutEmspTokens
{
    private const int MaxTokens = 1_000;

    public static void MapPutEmspTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/emsps/{emsp_id}/tokens", Post).Describe("put_emsp_tokens", "Give a simulated eMSP tokens, or change them; its CPOs are told")
            .Takes<PutEmspTokenBody>()
            .Answers<EmspTokensBody>(StatusCodes.Status201Created)
            .Also(404);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, EmspStore emsps, LabDatabase database, TimeProvider time, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        var body = await input.BodyAsync(ct);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await emsps.FindAsync(tenant.OrganizationId, id, ct) is not { } row)
            return EmspRoutes.Missing(id);
        var emsp = row.ToParty(tenant.OrganizationId);
        var now = time.GetUtcNow();
        var tokens = (body.Json.ValueKind == JsonValueKind.Array ? body.AsList(1, MaxTokens) : [body])
            .Select(item => EmspTokenInput.Read(item.AsObject(), emsp, now)).ToList();
        if (input.Violations.Any)
            return input.Violations.Result;
        await database.WriteAsync(
            async tx =>
            {
                foreach (var token in tokens)
                    await EmspTokens.PutAsync(tx, id, token, PathOf(emsp, token), ct);
            },
            ct);
        return ApiResults.Json(StatusCodes.Status201Created, new EmspTokensBody(tokens.Select(EmspTokenBody.Of).ToList()), EmspsJson.Default.EmspTokensBody);
    }

    // mod_tokens, Receiver Interface: the type is a parameter that may be left out for RFID.
    private static string PathOf(Party emsp, EmspToken token)
    {
        var path = $"{emsp.CountryCode}/{emsp.PartyId}/{Uri.EscapeDataString(token.Uid)}";
        return token.Type == "RFID" ? path : $"{path}?type={token.Type}";
    }
}
