namespace Voltbench.Gateway.OcpiPeer.V221.Locations;

/// <summary><c>GET …/locations/{location_id}</c> (OCPI 2.2.1 mod_locations, GET object).</summary>
internal static class GetLocation
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        await FindLocation.LocationAsync(call, ct) is { } location ? OcpiAnswer.Ok(location) : UnknownLocation.Location(call);
}
