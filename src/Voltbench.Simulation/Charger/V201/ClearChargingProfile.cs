using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 K10: by id, or all that meet the criteria. External constraints are never cleared (K10.FR.06).</summary>
internal static class ClearChargingProfile
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ClearChargingProfileRequest>(call.Payload.Span);
        var criteria = request.ChargingProfileCriteria;
        if (request.ChargingProfileId is null && criteria is null)
        {
            station.Reply(call, new ClearChargingProfileResponse
            {
                Status = ClearChargingProfileStatus.Unknown,
                StatusInfo = new StatusInfo { ReasonCode = "MissingParam", AdditionalInfo = "The profile is named by its id or by criteria." },
            });
            return;
        }

        var isCleared = station.ChargingProfiles.Clear(p => request.ChargingProfileId is { } id
            ? p.Id == id
            : (criteria!.EvseId is not { } evse || p.EvseId == evse)
                && (criteria.ChargingProfilePurpose is not { } purpose || p.Purpose == V201Profiles.PurposeOf(purpose))
                && (criteria.StackLevel is not { } level || p.StackLevel == level));
        station.Reply(call, new ClearChargingProfileResponse { Status = isCleared ? ClearChargingProfileStatus.Accepted : ClearChargingProfileStatus.Unknown });
        if (isCleared)
            station.Power.RefreshAll();
    }
}
