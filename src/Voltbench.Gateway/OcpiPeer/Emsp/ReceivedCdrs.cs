using System.Text;
using System.Text.Json;
using Voltbench.Lab.Ocpi.Emsp;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary><c>cdrs</c> (mod_cdrs, eMSP interface): a CDR is posted once and can be read where the answer says.</summary>
internal static class ReceivedCdrs
{
    public static async Task<OcpiAnswer> PostAsync(OcpiCall call, CancellationToken ct)
    {
        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } unreadable)
            return unreadable;
        var kind = ObjectKind.Cdr(call.Version);
        if (kind.Fault(body.Value.Span) is { } violation)
            return OcpiAnswer.Invalid(violation);

        using var document = JsonDocument.Parse(body.Value);
        var id = Text(document, "id") ?? "";
        // 2.1.1 has no owner in the object: it is who posts it.
        var (country, party) = (Text(document, "country_code") ?? call.Peer!.CountryCode, Text(document, "party_id") ?? call.Peer!.PartyId);
        if (!call.Peer!.SpeaksFor(country, party))
            return OcpiAnswer.Invalid($"{country}*{party} in the body is none of the parties of your credentials.");

        // A CDR cannot be changed. The same one again, after an answer that was lost, is no fault.
        var json = Encoding.UTF8.GetString(body.Value.Span);
        var key = new ObjectKey(call.Party.Id, call.Peer.Id, "cdrs", country, party, id);
        var location = $"{call.BaseUrl}/cdrs/{Uri.EscapeDataString(id)}";
        return await call.Service<ReceivedObjects>().ChangeAsync(
            key,
            stored => stored is null || JsonElement.DeepEquals(JsonElement.Parse(stored), document.RootElement)
                ? (json, OcpiAnswer.CreatedAt(location))
                : (null, OcpiAnswer.Invalid($"The CDR {id} was posted before with another content; a CDR cannot be changed.")),
            ct);
    }

    public static async Task<OcpiAnswer> GetAsync(OcpiCall call, CancellationToken ct)
    {
        var peer = call.Peer!;
        foreach (var role in peer.Roles)
        {
            var key = new ObjectKey(call.Party.Id, peer.Id, "cdrs", role.CountryCode, role.PartyId, call.Path("cdr_id"));
            if (await call.Service<ReceivedObjects>().FindAsync(key, ct) is { } body)
                return OcpiAnswer.Raw(body);
        }

        return OcpiAnswer.NotFound($"The cdr {call.Path("cdr_id")} was never told here.");
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
