using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>
/// What the path names is not there, or is another CPO's: HTTP 404 and 2003 in both cases alike (status_codes, Unknown Location; it has no code of its own for
/// EVSEs and connectors).
/// </summary>
internal static class UnknownLocation
{
    public static OcpiAnswer Location(OcpiCall call) => Answer($"There is no location {Shown(call, "location_id")}.");

    public static OcpiAnswer Evse(OcpiCall call) => Answer($"The location has no EVSE {Shown(call, "evse_uid")}.");

    public static OcpiAnswer Connector(OcpiCall call) => Answer($"The EVSE has no connector {Shown(call, "connector_id")}.");

    private static OcpiAnswer Answer(string message) => OcpiAnswer.NotFound(message, OcpiStatus.UnknownLocation);

    /// <summary>As it was given, unless that is longer than any id.</summary>
    private static string Shown(OcpiCall call, string name) => call.Path(name) is { Length: <= 64 } id ? id : "of that id";
}
