using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi.V221.Locations;

namespace Voltbench.Gateway.OcpiPeer.V221.Locations;

/// <summary>The objects that a path names. Ids are compared without case (CiString).</summary>
internal static class FindLocation
{
    public static Task<Location?> LocationAsync(OcpiCall call, CancellationToken ct) =>
        call.Service<SiteReader>().FindV221Async(call.Party, call.Path("location_id"), ct);

    public static Evse? Evse(Location location, OcpiCall call) =>
        location.Evses?.FirstOrDefault(evse => evse.Uid.Equals(call.Path("evse_uid"), StringComparison.OrdinalIgnoreCase));

    public static Connector? Connector(Evse evse, OcpiCall call) =>
        evse.Connectors.FirstOrDefault(connector => connector.Id.Equals(call.Path("connector_id"), StringComparison.OrdinalIgnoreCase));
}
