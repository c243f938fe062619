using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.SmartCharging;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.16.</summary>
internal static class SetChargingProfile
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<SetChargingProfileRequest>(call.Payload.Span);
        if (request.ConnectorId < 0 || request.ConnectorId > station.Connectors.Length)
        {
            // Erratum 3.39.
            station.Reply(call, RpcErrorCode.PropertyConstraintViolation, $"There is no connector {request.ConnectorId}.");
            return;
        }

        var isInstalled = TransactionOf(station, request, out var transaction)
            && Install(station, V16Profiles.Of(request.CsChargingProfiles, request.ConnectorId, transaction, station.ChargingProfiles.Now));
        station.Reply(call, new SetChargingProfileResponse { Status = isInstalled ? ChargingProfileStatus.Accepted : ChargingProfileStatus.Rejected });
        if (isInstalled)
            station.Power.RefreshAll();
    }

    /// <summary>Installs a profile; false when it is not one that the station could follow.</summary>
    public static bool Install(Station station, Profile profile)
    {
        if (station.ChargingProfiles.Check(profile) is not null)
            return false;

        // §5.16.3: the same id, or the same purpose and stack level, is the same profile. TxDefaultProfiles of several connectors live side by side
        // (§3.13.1), and so do TxProfiles.
        return station.ChargingProfiles.Install(
            profile,
            p => p.Id == profile.Id || (p.Purpose == profile.Purpose && p.StackLevel == profile.StackLevel && p.EvseId == profile.EvseId)) is null;
    }

    /// <summary>A TxProfile needs a transaction that runs, and the one it names (§5.16.3, §7.8).</summary>
    private static bool TransactionOf(Station station, SetChargingProfileRequest request, out string? reference)
    {
        reference = null;
        var wire = request.CsChargingProfiles;
        if (wire.ChargingProfilePurpose != ChargingProfilePurposeType.TxProfile)
            return true;
        if (station.Find(request.ConnectorId)?.Session is not { IsRunning: true, Transaction: { } transaction })
            return false;
        reference = transaction.Reference;
        return wire.TransactionId is not { } id || transaction.CsmsId == id;
    }
}
