using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V211.Cdrs;

/// <summary>The CPO's side of cdrs (OCPI 2.1.1 mod_cdrs).</summary>
internal static class CdrsSenderModule
{
    public static void MapCdrsSenderV211(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V211, PartyRole.Cpo, "cdrs", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V211, PartyRole.Cpo, HttpMethods.Get, "cdrs", GetCdrs.AnswerAsync);
    }
}
