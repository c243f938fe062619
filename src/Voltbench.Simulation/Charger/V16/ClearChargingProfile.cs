using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.SmartCharging;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.5 with errata 3.25 and 3.26: an id stands alone, other fields must all match, none at all means every profile.</summary>
internal static class ClearChargingProfile
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ClearChargingProfileRequest>(call.Payload.Span);
        var isCleared = station.ChargingProfiles.Clear(p => request.Id is { } id
            ? p.Id == id
            : (request.ConnectorId is not { } connector || p.EvseId == connector)
                && (request.ChargingProfilePurpose is not { } purpose || p.Purpose == V16Profiles.PurposeOf(purpose))
                && (request.StackLevel is not { } level || p.StackLevel == level));
        station.Reply(call, new ClearChargingProfileResponse { Status = isCleared ? ClearChargingProfileStatus.Accepted : ClearChargingProfileStatus.Unknown });
        if (isCleared)
            station.Power.RefreshAll();
    }
}
