using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary><c>tokens</c> and <c>tokens/{token_uid}/authorize</c> (mod_tokens, eMSP interface).</summary>
internal static class OwnTokens
{
    public static async Task<OcpiAnswer> ListAsync(OcpiCall call, CancellationToken ct)
    {
        var page = call.Page;
        var (rows, total) = await call.Service<EmspTokens>().ListAsync(call.Party.Id, page.From, page.To, page.Offset, page.Limit, ct);
        return OcpiAnswer.Page(rows.Select(static row => row.Body).ToList(), total, page.Offset + rows.Count < total);
    }

    /// <summary>Real-time authorization: what the user said the answer shall be; a token that is not valid is blocked.</summary>
    public static async Task<OcpiAnswer> AuthorizeAsync(OcpiCall call, CancellationToken ct)
    {
        JsonNode? location = null;
        if (call.Http.Request.ContentLength is not (null or 0) || call.Http.Request.Headers.TransferEncoding.Count > 0)
        {
            var body = await call.ReadJsonAsync(ct);
            if (body.Fault is { } unreadable)
                return unreadable;
            if (Fault(call.Version, body.Value.Span) is { } violation)
                return OcpiAnswer.Invalid(violation);
            location = JsonNode.Parse(body.Value.Span);
        }

        var uid = call.Path("token_uid");
        if (await call.Service<EmspTokens>().FindAsync(call.Party.Id, uid, call.Query("type") ?? "RFID", ct) is not { } token)
            return OcpiAnswer.NotFound($"There is no token {uid}.", OcpiStatus.UnknownToken);
        var info = new JsonObject { ["allowed"] = Allowed(token) };
        if (call.Version == OcpiVersion.V221)
        {
            info["token"] = JsonNode.Parse(token.Body);
            info["authorization_reference"] = Guid.CreateVersion7().ToString();
        }

        if (location is not null)
            info["location"] = location;
        return OcpiAnswer.Raw(info.ToJsonString());
    }

    private static string Allowed(EmspToken token)
    {
        using var body = JsonDocument.Parse(token.Body);
        return body.RootElement.GetProperty("valid").GetBoolean() || token.Allowed != "ALLOWED" ? token.Allowed : "BLOCKED";
    }

    private static string? Fault(OcpiVersion version, ReadOnlySpan<byte> json) => version == OcpiVersion.V211
        ? OcpiRules.Check<Voltbench.Ocpi.V211.Tokens.LocationReferences>(json)?.ToString()
        : OcpiRules.Check<Voltbench.Ocpi.V221.Tokens.LocationReferences>(json)?.ToString();
}
