using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V211.Sessions;

/// <summary>The CPO's side of sessions (OCPI 2.1.1 mod_sessions).</summary>
internal static class SessionsSenderModule
{
    public static void MapSessionsSenderV211(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V211, PartyRole.Cpo, "sessions", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V211, PartyRole.Cpo, HttpMethods.Get, "sessions", GetSessions.AnswerAsync);
    }
}
