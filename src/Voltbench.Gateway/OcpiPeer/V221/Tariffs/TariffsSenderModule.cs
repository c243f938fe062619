using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V221.Tariffs;

/// <summary>The CPO's side of tariffs (OCPI 2.2.1 mod_tariffs).</summary>
internal static class TariffsSenderModule
{
    public static void MapTariffsSenderV221(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V221, PartyRole.Cpo, "tariffs", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "tariffs", GetTariffs.AnswerAsync);
    }
}
