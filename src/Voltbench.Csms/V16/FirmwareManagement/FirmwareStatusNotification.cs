using Voltbench.Ocpp.V16.FirmwareManagement;

namespace Voltbench.Csms.V16.FirmwareManagement;

/// <summary>OCPP 1.6 §4.5: taken note of.</summary>
internal static class FirmwareStatusNotification
{
    public static FirmwareStatusNotificationResponse Answer(Station station, FirmwareStatusNotificationRequest request) => new();
}
