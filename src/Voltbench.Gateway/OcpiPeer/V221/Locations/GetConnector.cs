namespace Voltbench.Gateway.OcpiPeer.V221.Locations;

/// <summary><c>GET …/locations/{location_id}/{evse_uid}/{connector_id}</c> (OCPI 2.2.1 mod_locations, GET object).</summary>
internal static class GetConnector
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        if (await FindLocation.LocationAsync(call, ct) is not { } location)
            return UnknownLocation.Location(call);
        if (FindLocation.Evse(location, call) is not { } evse)
            return UnknownLocation.Evse(call);
        return FindLocation.Connector(evse, call) is { } connector ? OcpiAnswer.Ok(connector) : UnknownLocation.Connector(call);
    }
}
