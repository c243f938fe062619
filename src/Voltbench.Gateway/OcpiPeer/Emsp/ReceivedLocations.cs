using System.Text;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary><c>locations/{country_code}/{party_id}/{location_id}[/{evse_uid}[/{connector_id}]]</c> (mod_locations, eMSP interface).</summary>
internal static class ReceivedLocations
{
    public static async Task<OcpiAnswer> GetAsync(OcpiCall call, CancellationToken ct)
    {
        var (key, fault) = ReceivedObject.Key(call, "locations", call.Path("location_id"));
        if (fault is not null)
            return fault;
        var (evse, connector) = Part(call);
        var location = await call.Service<ReceivedObjects>().FindAsync(key, ct);
        var body = location is null || evse is null ? location : LocationParts.Find(location, evse, connector);
        return body is null ? Unknown(call) : OcpiAnswer.Raw(body);
    }

    public static async Task<OcpiAnswer> PutAsync(OcpiCall call, CancellationToken ct)
    {
        var (key, fault) = ReceivedObject.Key(call, "locations", call.Path("location_id"));
        if (fault is not null)
            return fault;
        var (evse, connector) = Part(call);
        if (evse is null)
            return await ReceivedObject.PutAsync(call, ObjectKind.Location(call.Version), key, ct);

        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } unreadable)
            return unreadable;
        var kind = connector is null ? ObjectKind.Evse(call.Version) : ObjectKind.Connector(call.Version);
        if ((kind.Fault(body.Value.Span) ?? ReceivedObject.Contradiction(body.Value.Span, connector is null ? "uid" : "id", connector ?? evse)) is { } violation)
            return OcpiAnswer.Invalid(violation);
        var part = Encoding.UTF8.GetString(body.Value.Span);
        return await call.Service<ReceivedObjects>().ChangeAsync(
            key,
            stored => stored is not null && LocationParts.Put(stored, evse, connector, part) is { } next ? (next, OcpiAnswer.Done()) : (null, Unknown(call)),
            ct);
    }

    public static async Task<OcpiAnswer> PatchAsync(OcpiCall call, CancellationToken ct)
    {
        var (key, fault) = ReceivedObject.Key(call, "locations", call.Path("location_id"));
        if (fault is not null)
            return fault;
        var (evse, connector) = Part(call);
        if (evse is null)
            return await ReceivedObject.PatchAsync(call, ObjectKind.Location(call.Version), key, ct);

        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } unreadable)
            return unreadable;
        var kind = connector is null ? ObjectKind.Evse(call.Version) : ObjectKind.Connector(call.Version);
        return await call.Service<ReceivedObjects>().ChangeAsync(
            key,
            stored =>
            {
                if (stored is null || LocationParts.Find(stored, evse, connector) is not { } part)
                    return (null, Unknown(call));
                return kind.TryPatch(part, body.Value.Span, out var next, out var violation)
                    ? (LocationParts.Put(stored, evse, connector, next), OcpiAnswer.Done())
                    : (null, OcpiAnswer.Invalid(violation));
            },
            ct);
    }

    private static (string? Evse, string? Connector) Part(OcpiCall call)
    {
        var (evse, connector) = (call.Path("evse_uid"), call.Path("connector_id"));
        return (evse.Length == 0 ? null : evse, connector.Length == 0 ? null : connector);
    }

    private static OcpiAnswer Unknown(OcpiCall call) =>
        OcpiAnswer.NotFound($"The location {call.Path("location_id")}, or the part of it in the URL, was never told here.", OcpiStatus.UnknownLocation);
}
