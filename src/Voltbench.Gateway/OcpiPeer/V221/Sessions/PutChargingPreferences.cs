using Voltbench.Lab.Ocpi.Objects;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;
using Voltbench.Ocpi.V221.Locations;
using Voltbench.Ocpi.V221.Sessions;

namespace Voltbench.Gateway.OcpiPeer.V221.Sessions;

/// <summary>
/// <c>PUT …/sessions/{session_id}/charging_preferences</c> (OCPI 2.2.1 mod_sessions, PUT of the Sender interface). An EVSE without CHARGING_PREFERENCES_CAPABLE
/// is HTTP 404 with 2001 (ChargingPreferencesResponse). One that claims it is told by the type of profile: there is no charging by price or source of energy
/// here, so REGULAR, which asks for nothing, is all that can be accepted, and only without a departure or an amount of energy to keep.
/// </summary>
internal static class PutChargingPreferences
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var body = await call.ReadBodyAsync<ChargingPreferences>(ct);
        if (body.Fault is { } fault)
            return fault;
        if (await call.Service<ObjectReader>().FindSessionAsync(call.Party.Id, call.Peer!.Id, call.Path("session_id"), ct) is not { } stored)
            return OcpiAnswer.NotFound("There is no such session of this peer.");
        var session = OcpiJson.Deserialize<Session>(stored);
        if (session.Status is SessionStatus.Completed or SessionStatus.Invalid)
            return OcpiAnswer.Invalid($"The session is {session.Status.WireName()}; preferences are for an ongoing session.");
        if (!await IsCapableAsync(call, session, ct))
        {
            return OcpiAnswer.NotFound(
                $"EVSE {session.EvseUid} has not the capability {Capability.ChargingPreferencesCapable.WireName()}.", OcpiStatus.InvalidParameters);
        }

        var preferences = body.Value!;
        var verdict = preferences.ProfileType != ProfileType.Regular ? ChargingPreferencesResponse.ProfileTypeNotSupported
            : preferences.DepartureTime is null && preferences.EnergyNeed is null ? ChargingPreferencesResponse.Accepted
            : ChargingPreferencesResponse.NotPossible;
        return OcpiAnswer.Raw($"\"{verdict.WireName()}\"");
    }

    private static async Task<bool> IsCapableAsync(OcpiCall call, Session session, CancellationToken ct)
    {
        var location = await call.Service<SiteReader>().FindV221Async(call.Party, session.LocationId, ct);
        var evse = location?.Evses?.FirstOrDefault(e => e.Uid.Equals(session.EvseUid, StringComparison.OrdinalIgnoreCase));
        return evse?.Capabilities?.Contains(Capability.ChargingPreferencesCapable) == true;
    }
}
