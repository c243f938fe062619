using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi.V211.Locations;

namespace Voltbench.Gateway.OcpiPeer.V211.Locations;

/// <summary>The objects that a path names. Ids are compared with case (string).</summary>
internal static class FindLocation
{
    public static Task<Location?> LocationAsync(OcpiCall call, CancellationToken ct) =>
        call.Service<SiteReader>().FindV211Async(call.Party, call.Path("location_id"), ct);

    public static Evse? Evse(Location location, OcpiCall call) =>
        location.Evses?.FirstOrDefault(evse => evse.Uid.Equals(call.Path("evse_uid"), StringComparison.Ordinal));

    public static Connector? Connector(Evse evse, OcpiCall call) =>
        evse.Connectors.FirstOrDefault(connector => connector.Id.Equals(call.Path("connector_id"), StringComparison.Ordinal));
}
