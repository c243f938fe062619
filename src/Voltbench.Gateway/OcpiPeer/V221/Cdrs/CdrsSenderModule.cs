using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V221.Cdrs;

/// <summary>The CPO's side of cdrs (OCPI 2.2.1 mod_cdrs).</summary>
internal static class CdrsSenderModule
{
    public static void MapCdrsSenderV221(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V221, PartyRole.Cpo, "cdrs", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "cdrs", GetCdrs.AnswerAsync);
    }
}
