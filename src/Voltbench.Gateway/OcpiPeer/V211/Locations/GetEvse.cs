namespace Voltbench.Gateway.OcpiPeer.V211.Locations;

/// <summary><c>GET …/locations/{location_id}/{evse_uid}</c> (OCPI 2.1.1 mod_locations, GET object).</summary>
internal static class GetEvse
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        await FindLocation.LocationAsync(call, ct) is not { } location ? UnknownLocation.Location(call)
        : FindLocation.Evse(location, call) is { } evse ? OcpiAnswer.Ok(evse)
        : UnknownLocation.Evse(call);
}
