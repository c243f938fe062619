using Voltbench.Ocpp.V16.FirmwareManagement;

namespace Voltbench.Csms.V16.FirmwareManagement;

/// <summary>OCPP 1.6 §4.4: taken note of.</summary>
internal static class DiagnosticsStatusNotification
{
    public static DiagnosticsStatusNotificationResponse Answer(Station station, DiagnosticsStatusNotificationRequest request) => new();
}
