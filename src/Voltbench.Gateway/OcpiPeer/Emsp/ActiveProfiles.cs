using System.Text;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.ChargingProfiles;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary><c>PUT chargingprofiles/{session_id}</c>: the CPO tells of a new active profile (2.2.1 mod_charging_profiles, Sender Interface).</summary>
internal static class ActiveProfiles
{
    public static async Task<OcpiAnswer> PutAsync(OcpiCall call, CancellationToken ct)
    {
        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } unreadable)
            return unreadable;
        if (OcpiRules.Check<ActiveChargingProfile>(body.Value.Span) is { } violation)
            return OcpiAnswer.Invalid(violation.ToString());
        var peer = call.Peer!;
        var key = new ObjectKey(call.Party.Id, peer.Id, "chargingprofiles", peer.CountryCode, peer.PartyId, call.Path("session_id"));
        await call.Service<ReceivedObjects>().PutAsync(key, Encoding.UTF8.GetString(body.Value.Span), ct);
        return OcpiAnswer.Done();
    }
}
