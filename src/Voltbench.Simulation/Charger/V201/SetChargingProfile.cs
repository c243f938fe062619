using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 K01–K04.</summary>
internal static class SetChargingProfile
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<SetChargingProfileRequest>(call.Payload.Span);
        var profile = V201Profiles.Of(request.ChargingProfile, request.EvseId, station.ChargingProfiles.Now);
        var problem = CheckEnabled(station) ?? CheckPlace(station, profile) ?? Check(station, profile) ?? Install(station, profile);
        station.Reply(call, new SetChargingProfileResponse
        {
            Status = problem is null ? ChargingProfileStatus.Accepted : ChargingProfileStatus.Rejected,
            StatusInfo = problem is null ? null : new StatusInfo { ReasonCode = problem.Code, AdditionalInfo = problem.Text },
        });
        if (problem is not null)
            return;
        if (profile.Purpose == ProfilePurpose.Tx)
            ChargingNeeds.Choose(station, station.Find(profile.EvseId)!.Session!, profile);
        station.Power.RefreshAll();
        if (profile.Purpose == ProfilePurpose.Tx)
            ChargingNeeds.TellSchedule(station, station.Find(profile.EvseId)!.Session!);
    }

    /// <summary>Whether the profile is one that the station could follow.</summary>
    public static ProfileProblem? Check(Station station, Profile profile)
    {
        if (profile is { Purpose: ProfilePurpose.StationMax, Kind: ProfileKind.Relative })
            return new ProfileProblem("InvalidProfile", "The limit of the whole station is not relative to a transaction."); // K01.FR.38
        foreach (var schedule in profile.Schedules)
        {
            if (profile.Kind == ProfileKind.Relative ? schedule.Start is not null : schedule.Start is null)
                return new ProfileProblem("InvalidSchedule", "A relative schedule has no start, any other has one."); // K01.FR.40, K01.FR.41
        }

        return station.ChargingProfiles.Check(profile);
    }

    /// <summary>Installs it in place of the one with the same id (K01.FR.05).</summary>
    public static ProfileProblem? Install(Station station, Profile profile)
    {
        if (station.ChargingProfiles.Find(p => p.Id != profile.Id && IsDuplicate(p, profile)) is { } other)
            return new ProfileProblem("DuplicateProfile", $"Profile {other.Id} has the same purpose and stack level at the same time.");
        return station.ChargingProfiles.Install(profile, p => p.Id == profile.Id);
    }

    // K01.FR.06; for a TxProfile the same transaction (K01.FR.39), a TxDefaultProfile of the station and one of an EVSE exclude each other
    // (K01.FR.52, K01.FR.53).
    private static bool IsDuplicate(Profile old, Profile profile)
        => old.Purpose == profile.Purpose
            && old.StackLevel == profile.StackLevel
            && old.Transaction == profile.Transaction
            && (old.EvseId == profile.EvseId || (profile.Purpose == ProfilePurpose.TxDefault && (old.EvseId == 0 || profile.EvseId == 0)))
            && old.OverlapsInTime(profile);

    private static ProfileProblem? CheckEnabled(Station station)
        => station.Configuration.Get(StandardSettings.SmartChargingEnabled) ? null : new ProfileProblem("NotEnabled", "SmartChargingCtrlr.Enabled is false.");

    /// <summary>EVSE and transaction.</summary>
    private static ProfileProblem? CheckPlace(Station station, Profile profile)
    {
        if (profile.EvseId != 0 && station.Find(profile.EvseId) is null)
            return new ProfileProblem("UnknownEvse", $"There is no EVSE {profile.EvseId}."); // K01.FR.28
        if (profile.Purpose == ProfilePurpose.External)
            return new ProfileProblem("InvalidProfile", "External constraints are not the CSMS's to set."); // K01.FR.22
        if (profile.Purpose != ProfilePurpose.Tx)
            return profile.Transaction is null ? null : new ProfileProblem("InvalidProfile", "Only a TxProfile names a transaction.");
        if (profile.EvseId == 0)
            return new ProfileProblem("InvalidProfile", "A TxProfile belongs to one EVSE."); // K01.FR.16
        if (profile.Transaction is null)
            return new ProfileProblem("MissingParam", "A TxProfile names its transaction."); // K01.FR.03
        return station.Find(profile.EvseId)!.Session is { IsRunning: true } session && session.Transaction!.Reference == profile.Transaction
            ? null
            : new ProfileProblem("TxNotFound", "That transaction does not run there."); // K01.FR.09, K01.FR.33
    }
}
