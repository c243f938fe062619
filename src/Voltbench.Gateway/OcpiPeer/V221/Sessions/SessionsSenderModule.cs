using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V221.Sessions;

/// <summary>The CPO's side of sessions (OCPI 2.2.1 mod_sessions).</summary>
internal static class SessionsSenderModule
{
    public static void MapSessionsSenderV221(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V221, PartyRole.Cpo, "sessions", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "sessions", GetSessions.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Put, "sessions/{session_id}/charging_preferences", PutChargingPreferences.AnswerAsync);
    }
}
