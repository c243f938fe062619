using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>The feature profiles of OCPP 1.6 §3.2 that this station has: those of which it handles every message.</summary>
internal static class FeatureProfiles
{
    private static readonly (FeatureProfile Profile, string[] Actions)[] Needs =
    [
        (FeatureProfile.Core, ["ChangeAvailability", "ChangeConfiguration", "GetConfiguration", "RemoteStartTransaction", "RemoteStopTransaction", "Reset", "UnlockConnector"]),
        (FeatureProfile.FirmwareManagement, ["GetDiagnostics", "UpdateFirmware"]),
        (FeatureProfile.LocalAuthListManagement, ["GetLocalListVersion", "SendLocalList"]),
        (FeatureProfile.Reservation, ["ReserveNow", "CancelReservation"]),
        (FeatureProfile.SmartCharging, ["SetChargingProfile", "ClearChargingProfile", "GetCompositeSchedule"]),
        (FeatureProfile.RemoteTrigger, ["TriggerMessage"]),
    ];

    private static IReadOnlyList<FeatureProfile>? _supported;

    public static IReadOnlyList<FeatureProfile> Supported
        => _supported ??= [.. Needs.Where(static n => Array.TrueForAll(n.Actions, V16Inbound.Commands.Knows)).Select(static n => n.Profile)];
}
