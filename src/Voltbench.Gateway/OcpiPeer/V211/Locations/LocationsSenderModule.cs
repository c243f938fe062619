using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V211.Locations;

/// <summary>The CPO's side of locations (OCPI 2.1.1 mod_locations).</summary>
internal static class LocationsSenderModule
{
    public static void MapLocationsSenderV211(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V211, PartyRole.Cpo, "locations", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V211, PartyRole.Cpo, HttpMethods.Get, "locations", GetLocations.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V211, PartyRole.Cpo, HttpMethods.Get, "locations/{location_id}", GetLocation.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V211, PartyRole.Cpo, HttpMethods.Get, "locations/{location_id}/{evse_uid}", GetEvse.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V211, PartyRole.Cpo, HttpMethods.Get, "locations/{location_id}/{evse_uid}/{connector_id}", GetConnector.AnswerAsync);
    }
}
