using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V221.Locations;

/// <summary>The CPO's side of locations (OCPI 2.2.1 mod_locations).</summary>
internal static class LocationsSenderModule
{
    public static void MapLocationsSenderV221(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V221, PartyRole.Cpo, "locations", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "locations", GetLocations.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "locations/{location_id}", GetLocation.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "locations/{location_id}/{evse_uid}", GetEvse.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "locations/{location_id}/{evse_uid}/{connector_id}", GetConnector.AnswerAsync);
    }
}
