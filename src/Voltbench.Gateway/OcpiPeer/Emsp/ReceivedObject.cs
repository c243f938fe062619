using System.Text;
using System.Text.Json;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary>What the receivers have in common: an object is its owner's, is valid, and says the same as the URL (2.2.1 transport_and_format, Client Owned Object Push).</summary>
internal static class ReceivedObject
{
    /// <summary>The object that the path names, or why the peer may not speak of it.</summary>
    public static (ObjectKey Key, OcpiAnswer? Fault) Key(OcpiCall call, string module, string id)
    {
        var (country, party) = (call.Path("country_code"), call.Path("party_id"));
        var key = new ObjectKey(call.Party.Id, call.Peer!.Id, module, country, party, id);
        return call.Peer.SpeaksFor(country, party) ? (key, null) : (key, OcpiAnswer.Invalid($"{country}*{party} in the URL is none of the parties of your credentials."));
    }

    public static async Task<OcpiAnswer> GetAsync(OcpiCall call, ObjectKind kind, ObjectKey key, CancellationToken ct) =>
        await call.Service<ReceivedObjects>().FindAsync(key, ct) is { } body ? OcpiAnswer.Raw(body) : Unknown(kind, key);

    public static async Task<OcpiAnswer> PutAsync(OcpiCall call, ObjectKind kind, ObjectKey key, CancellationToken ct)
    {
        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } fault)
            return fault;
        if (kind.Fault(body.Value.Span) is { } violation)
            return OcpiAnswer.Invalid(violation);
        if ((Contradiction(body.Value.Span, "id", key.Id) ?? OwnerContradiction(call, body.Value.Span)) is { } contradiction)
            return OcpiAnswer.Invalid(contradiction);
        return await call.Service<ReceivedObjects>().PutAsync(key, Encoding.UTF8.GetString(body.Value.Span), ct) ? OcpiAnswer.Created() : OcpiAnswer.Done();
    }

    public static async Task<OcpiAnswer> PatchAsync(OcpiCall call, ObjectKind kind, ObjectKey key, CancellationToken ct)
    {
        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } fault)
            return fault;
        return await call.Service<ReceivedObjects>().ChangeAsync(
            key,
            stored =>
            {
                if (stored is null)
                    return (null, Unknown(kind, key));
                return kind.TryPatch(stored, body.Value.Span, out var next, out var violation) ? (next, OcpiAnswer.Done()) : (null, OcpiAnswer.Invalid(violation));
            },
            ct);
    }

    /// <summary>HTTP 404; 2003 for what is on a location.</summary>
    public static OcpiAnswer Unknown(ObjectKind kind, ObjectKey key) =>
        OcpiAnswer.NotFound($"The {kind.Name} {key.Id} was never told here.", key.Module == "locations" ? OcpiStatus.UnknownLocation : OcpiStatus.ClientError);

    /// <summary>2.2.1 has country and party in the object too.</summary>
    public static string? OwnerContradiction(OcpiCall call, ReadOnlySpan<byte> body) => call.Version == OcpiVersion.V221
        ? Contradiction(body, "country_code", call.Path("country_code")) ?? Contradiction(body, "party_id", call.Path("party_id"))
        : null;

    public static string? Contradiction(ReadOnlySpan<byte> body, string member, string inUrl)
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            && !string.Equals(value.GetString(), inUrl, StringComparison.OrdinalIgnoreCase)
            ? $"{member} is '{value.GetString()}' in the body and '{inUrl}' in the URL; they must be the same."
            : null;
    }
}
